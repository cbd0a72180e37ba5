-- Deploy aquascene:newsletter/functions/begin_sending to pg
-- requires: newsletter/functions/move
-- requires: newsletter/functions/stamp_status
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_links
-- requires: newsletter/tables/newsletter_issue_segments
-- requires: audience/tables/subscription_preferences
-- requires: audience/tables/subscriber_segment_memberships

begin;
set local role aquascene_owner;

-- Locks the issue: of two calls at once, one freezes and the other is told (55000).
create or replace function newsletter.begin_sending(issue_id uuid)
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue constant newsletter.newsletter_issues :=
        newsletter._move(begin_sending.issue_id, 'begin_sending');
    _size  constant integer := ops.setting('newsletter.chunk_size')::integer;
    _count bigint;
begin
    if _issue.scheduled_for > ops.now() then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is due at %s', _issue.scheduled_for),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Call again then, or schedule it for now.';
    end if;

    with recipient as (
        select s.id, row_number() over (order by s.id) - 1 as place
          from audience.subscribers as s
          join audience.subscription_preferences as p on p.subscriber_id = s.id
         where s.status = 'active'
           and p.gdpr_consent
           and p.newsletter_frequency <> 'never'
           and (not exists (select from newsletter.newsletter_issue_segments as g
                             where g.issue_id = _issue.id and not g.is_excluded)
                or exists (select
                             from newsletter.newsletter_issue_segments as g
                             join audience.subscriber_segment_memberships as m
                               on m.segment_id = g.segment_id
                            where g.issue_id = _issue.id and not g.is_excluded
                              and m.subscriber_id = s.id))
           and not exists (select
                             from newsletter.newsletter_issue_segments as g
                             join audience.subscriber_segment_memberships as m
                               on m.segment_id = g.segment_id
                            where g.issue_id = _issue.id and g.is_excluded
                              and m.subscriber_id = s.id)
    )
    insert into newsletter.newsletter_chunks (issue_id, chunk, due_at, subscriber_ids)
    select _issue.id, r.place / _size + 1, ops.now(), array_agg(r.id order by r.id)
      from recipient as r
     group by r.place / _size;

    insert into newsletter.newsletter_links (issue_id, content_id, url)
    select _issue.id, c.id,
           (ops.setting('site.public_url') #>> '{}') || '/articles/' || c.id::text
      from unnest(_issue.content_ids) as c (id)
    on conflict on constraint newsletter_links_are_known_once_an_issue do nothing;

    select coalesce(sum(c.size), 0) into _count
      from newsletter.newsletter_chunks as c
     where c.issue_id = _issue.id;
    update newsletter.newsletter_issues as i
       set recipient_count = _count
     where i.id = _issue.id;
    return _count;
end;
$function$;

comment on function newsletter.begin_sending is
$$Freezes the audience of a scheduled issue that is due, and returns how many recipients it has.

Recipients are active, consented to the newsletter, did not choose never, are in a segment of the
issue (if it names any) and in none that it excludes. Suppression is judged when a recipient is
claimed. Errors: P0002 no such issue; 55000 not scheduled, not due yet, or already sending.
Writes: newsletter.newsletter_issues, newsletter_chunks, newsletter_links. Locks: the issue.$$;

revoke execute on function newsletter.begin_sending from public;
grant execute on function newsletter.begin_sending to aquascene_worker, aquascene_editor;

commit;
