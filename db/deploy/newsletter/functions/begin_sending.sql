-- Deploy aquascene:newsletter/functions/begin_sending to pg
-- requires: newsletter/functions/move
-- requires: newsletter/functions/unready_articles
-- requires: newsletter/functions/stamp_status
-- requires: newsletter/functions/variant
-- requires: ops/functions/check_epoch
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_links
-- requires: newsletter/tables/newsletter_issue_segments
-- requires: audience/tables/subscription_preferences
-- requires: audience/tables/subscriber_segment_memberships
-- requires: audience/functions/preferences

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._audience(
    issue_id          uuid,
    issue_date        date,
    content_types     text[],
    is_uncapped       boolean
)
returns table (
    subscriber_id uuid,
    send_time     time,
    send_days     integer[],
    timezone      text
)
language sql
stable
begin atomic                                -- in line, in the statements that ask it
    with offered as (                       -- to whom other issues of these four weeks went
        select r.id, max(i.issue_date) as last_date
          from newsletter.newsletter_issues as i
          join newsletter.newsletter_chunks as c on c.issue_id = i.id and not c.is_retry
         cross join unnest(c.subscriber_ids) as r (id)
         where not _audience.is_uncapped and i.id <> _audience.issue_id
           and i.issue_date > _audience.issue_date - 28
         group by r.id
    )
    select s.id, p.preferred_send_time, p.preferred_send_days, s.timezone::text
      from audience.subscribers as s
      join audience.subscription_preferences as p on p.subscriber_id = s.id
      left join offered as o on o.id = s.id
     where s.status = 'active'
       and not s.is_suppressed
       and p.gdpr_consent
       and p.newsletter_frequency <> 'never'
       and (cardinality(_audience.content_types) = 0
            or coalesce(cardinality(p.content_types), 0) = 0
            or p.content_types && _audience.content_types)
       and (o.last_date is null
            or o.last_date <= _audience.issue_date - case p.newsletter_frequency
                                                          when 'daily' then 1
                                                          when 'weekly' then 7
                                                          when 'bi_weekly' then 14
                                                          else 28 end)
       and (not exists (select
                          from newsletter.newsletter_issue_segments as g
                         where g.issue_id = _audience.issue_id and not g.is_excluded)
            or s.id in (select m.subscriber_id
                          from newsletter.newsletter_issue_segments as g
                          join audience.subscriber_segment_memberships as m
                            on m.segment_id = g.segment_id
                         where g.issue_id = _audience.issue_id and not g.is_excluded))
       and s.id not in (select m.subscriber_id
                          from newsletter.newsletter_issue_segments as g
                          join audience.subscriber_segment_memberships as m
                            on m.segment_id = g.segment_id
                         where g.issue_id = _audience.issue_id and g.is_excluded);
end;

comment on function newsletter._audience is
$$Returns who an issue would go to if it began on a day: active, not suppressed, consented to the
newsletter, not never, wanting one of the issue's content_types (or all), in a segment of the
issue (if it names any) and in none that it excludes, and to whom no other issue went within 1 day
(daily), 7 (weekly), 14 (bi_weekly) or 28 (monthly), unless the issue ignores that.

issue_id, content_types, is_uncapped: of the issue. issue_date: the day, UTC. Errors: none.$$;

revoke execute on function newsletter._audience from public;

create or replace function newsletter.estimate_recipients(issue_id uuid)
returns bigint
language sql
stable
security definer                            -- counts whom callers need not read
set search_path = pg_catalog, pg_temp
as $function$
    select count(a.subscriber_id)
      from newsletter.newsletter_issues as i
      left join lateral newsletter._audience(
                i.id, (ops.now() at time zone 'UTC')::date, i.content_types, i.is_uncapped)
           as a on true
     where i.id = estimate_recipients.issue_id
     group by i.id;
$function$;

comment on function newsletter.estimate_recipients is
$$Returns how many recipients an issue would have if it began today; null without such an issue.

Errors: none.$$;

revoke execute on function newsletter.estimate_recipients from public;
grant execute on function newsletter.estimate_recipients to aquascene_editor;

-- Locks the issue: of two calls at once, one freezes and the other is told (55000). Freezes queue
-- up
-- behind an advisory lock, so that two issues do not both take somebody who wants one a week.
create or replace function newsletter.begin_sending(issue_id uuid)
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- millions at a time: planning costs nothing
as $function$
declare
    _issue   constant newsletter.newsletter_issues :=
        newsletter._move(begin_sending.issue_id, 'begin_sending');
    _size    constant integer := ops.setting('newsletter.chunk_size')::integer;
    _now     constant timestamptz := ops.now();
    _unready text;
    _count   bigint;
begin
    perform ops._check_epoch();
    if _issue.scheduled_for > _now or _issue.paused_at is not null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = case when _issue.paused_at is null
                           then format('issue is due at %s', _issue.scheduled_for)
                           else format('issue is paused: %s', _issue.pause_reason) end,
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Call again when it is due, or call newsletter.resume.';
    end if;
    -- The audience is decided once: an issue that failed goes on where it was.
    if _issue.recipient_count > 0 then
        return _issue.recipient_count;
    end if;
    _unready := newsletter._unready_articles(_issue.content_ids, '-infinity');
    if _unready is not null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('articles are not published: %s', _unready),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Publish them and call newsletter.resume, or newsletter.cancel.';
    end if;

    perform pg_advisory_xact_lock('newsletter.newsletter_chunks'::regclass::bigint);
    if _issue.send_mode = 'preferred_time' then
        insert into newsletter.newsletter_chunks (issue_id, due_at, subscriber_ids)
        with reader as materialized (
            select a.*
              from newsletter._audience(_issue.id, _issue.issue_date, _issue.content_types,
                                        _issue.is_uncapped) as a
        ), habit as (                       -- the same for many
            select h.*,
                   coalesce(least(audience._next_send_time(h.send_time, h.send_days, h.timezone,
                                                           _now),
                                  _now + _issue.send_window),
                            _now + _issue.send_window) as due_at
              from (select distinct r.send_time, r.send_days, r.timezone from reader as r) as h
        ), placed as (
            select r.subscriber_id, h.due_at,
                   row_number() over (partition by h.due_at order by r.subscriber_id) - 1 as place
              from reader as r
              join habit as h using (send_time, send_days, timezone)
        )
        select _issue.id, p.due_at, array_agg(p.subscriber_id)
          from placed as p
         group by p.due_at, p.place / _size
         order by p.due_at, p.place / _size;
    elsif _issue.subject_variants <> '{}' then
        insert into newsletter.newsletter_chunks (issue_id, due_at, subscriber_ids)
        select _issue.id, case when c.is_tried then _now else _now + _issue.test_wait end, c.ids
          from (select r.is_tried, r.place / _size as chunk, array_agg(r.subscriber_id) as ids
                  from (select a.subscriber_id, v.variant is not null as is_tried,
                               row_number() over (partition by v.variant is not null
                                                  order by a.subscriber_id) - 1 as place
                          from newsletter._audience(_issue.id, _issue.issue_date,
                                                    _issue.content_types,
                                                    _issue.is_uncapped) as a
                         cross join lateral (
                               select newsletter.variant_of(
                                          _issue.id, a.subscriber_id,
                                          cardinality(_issue.subject_variants),
                                          _issue.test_share)) as v (variant)) as r
                 group by r.is_tried, r.place / _size) as c
         order by c.is_tried desc, c.chunk;
    else
        insert into newsletter.newsletter_chunks (issue_id, due_at, subscriber_ids)
        select _issue.id,
               case _issue.send_mode
                   when 'spread' then _now + _issue.send_window * (c.chunk::double precision
                                                                   / count(*) over ())
                   else _now end,
               c.ids
          from (select r.place / _size as chunk, array_agg(r.subscriber_id) as ids
                  from (select a.subscriber_id,
                               row_number() over (order by a.subscriber_id) - 1 as place
                          from newsletter._audience(_issue.id, _issue.issue_date,
                                                    _issue.content_types,
                                                    _issue.is_uncapped) as a) as r
                 group by r.place / _size) as c
         order by c.chunk;
    end if;

    insert into newsletter.newsletter_links (issue_id, content_id, url)
    select _issue.id, c.id,
           (ops.setting('site.public_url') #>> '{}') || '/articles/' || c.id::text
      from unnest(_issue.content_ids) as c (id)
    on conflict on constraint newsletter_links_are_known_once_an_issue do nothing;

    select coalesce(sum(c.size), 0) into _count
      from newsletter.newsletter_chunks as c
     where c.issue_id = _issue.id;
    update newsletter.newsletter_issues as i
       set recipient_count = _count, decide_at = _now + i.test_wait
     where i.id = _issue.id;
    return _count;
end;
$function$;

comment on function newsletter.begin_sending is
$$Freezes the audience of a scheduled issue that is due, each with a due time by its send_mode, and
returns how many recipients it has. One that was frozen before goes on where it was.

Recipients: see newsletter._audience; suppression and consent are judged again when a recipient is
claimed. With preferred_time, who likes no time within send_window gets it at its end. Of an issue
with variants (newsletter.set_variants), those they are not tried on wait for the winner.
Errors: P0002 no such issue; 55000 not scheduled, not due yet, paused, already sending, an
article is not published, or the database was restored from a backup (ops.confirm_epoch).
Writes: newsletter.newsletter_issues, newsletter.newsletter_chunks, newsletter.newsletter_links.
Locks: the issue; other freezes wait.$$;

revoke execute on function newsletter.begin_sending from public;
grant execute on function newsletter.begin_sending to aquascene_worker, aquascene_editor;

commit;
