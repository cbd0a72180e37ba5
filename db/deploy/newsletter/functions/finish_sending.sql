-- Deploy aquascene:newsletter/functions/finish_sending to pg
-- requires: newsletter/functions/release_expired_leases
-- requires: newsletter/functions/stamp_status
-- requires: newsletter/tables/newsletter_batches
-- requires: newsletter/tables/newsletter_chunks
-- requires: audience/tables/subscriber_engagement
-- requires: audience/functions/engagement_level
-- requires: ops/functions/emit

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks the issue; of two calls at once the second finds it sent.
create or replace function newsletter.finish_sending(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
begin
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = finish_sending.issue_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s',
                             coalesce(finish_sending.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    if _issue.status = 'sent' then
        return _issue;
    end if;
    if _issue.status <> 'sending' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is %s, not sending', _issue.status),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Call newsletter.begin_sending first.';
    end if;

    perform newsletter.release_expired_leases();
    -- A batch is there until all its recipients are settled, also after its lease.
    if exists (select from newsletter.newsletter_chunks as c
                where c.issue_id = _issue.id and c.claimed_count < c.size)
        or exists (select from newsletter.newsletter_batches as b
                    where b.issue_id = _issue.id and b.expired_at is null)
        or exists (select from newsletter.newsletter_deliveries as d
                    where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
                      and d.status = 'unknown')
    then
        return _issue;                      -- not yet
    end if;
    delete from newsletter.newsletter_batches as b where b.issue_id = _issue.id;

    insert into audience.subscriber_engagement as e (subscriber_id, sent_count, last_sent_at)
    select d.subscriber_id, 1, d.sent_at
      from newsletter.newsletter_deliveries as d
      join audience.subscribers as s on s.id = d.subscriber_id
     where d.issue_date = _issue.issue_date and d.issue_id = _issue.id and d.status = 'sent'
     order by d.subscriber_id
    on conflict on constraint subscriber_engagement_pkey do update
       set sent_count = e.sent_count + 1,
           last_sent_at = greatest(e.last_sent_at, excluded.last_sent_at),
           level = (select l.level
                      from audience._engagement_level(e.sent_count + 1, e.opened_count,
                                                      e.click_count, e.last_open_at) as l);

    update newsletter.newsletter_issues as i
       set status = 'sent',
           metrics = i.metrics || (
               select jsonb_build_object(
                          'sent', count(*) filter (where d.status = 'sent'),
                          'failed', count(*) filter (where d.status = 'failed'),
                          'skipped', count(*) filter (where d.status = 'skipped'),
                          'unknown', count(*) filter (where d.status = 'unknown'))
                 from newsletter.newsletter_deliveries as d
                where d.issue_date = i.issue_date and d.issue_id = i.id)
     where i.id = _issue.id
    returning i.* into _issue;
    perform ops._emit('issue.sent', jsonb_build_object(
        'issue_id', _issue.id, 'issue_date', _issue.issue_date, 'counts', _issue.metrics));
    return _issue;
end;
$function$;

comment on function newsletter.finish_sending is
$$Ends an issue when every recipient is settled, and returns its row: sent, or still sending.

Safe to call at any time and again. Leases that ran out become unknown first; an issue does not end
while recipients are unknown: see newsletter.resolve_unknown.
Errors: P0002 no such issue; 55000 the issue is neither sending nor sent.
Writes: newsletter.newsletter_issues, newsletter.newsletter_batches, audience.subscriber_engagement.
Locks: the issue.$$;

revoke execute on function newsletter.finish_sending from public;
grant execute on function newsletter.finish_sending to aquascene_worker;

commit;
