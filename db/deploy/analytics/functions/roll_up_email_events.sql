-- Deploy aquascene:analytics/functions/roll_up_email_events to pg
-- requires: analytics/tables/content_metrics
-- requires: analytics/tables/newsletter_metrics
-- requires: analytics/tables/newsletter_breakdowns
-- requires: newsletter/tables/newsletter_issue_segments
-- requires: newsletter/tables/email_events
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/newsletter_links
-- requires: newsletter/tables/newsletter_chunks
-- requires: ops/tables/rollup_watermarks
-- requires: audience/tables/subscriber_engagement
-- requires: audience/functions/engagement_level

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- The watermark's row lock makes callers queue up. Events of transactions at or above the oldest
-- one still running wait for the next call, so that none is missed when it commits late.
create or replace function analytics.roll_up_email_events()
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made without events scans all of them
as $function$
declare
    _horizon xid8;
    _from    xid8;
    _count   bigint;
begin
    insert into ops.rollup_watermarks (name) values ('email_events')
    on conflict on constraint rollup_watermarks_pkey do nothing;
    select w.below into _from
      from ops.rollup_watermarks as w
     where w.name = 'email_events'
       for update;
    -- Taken under the lock, so never behind an earlier caller's.
    _horizon := pg_snapshot_xmin(pg_current_snapshot());
    if _from > _horizon then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('watermark %s is ahead of this server, which is at transaction %s',
                             _from, _horizon),
            detail  = 'Row of ops.rollup_watermarks with name email_events.',
            hint    = 'The database was restored from a dump: docs/guide/deploying.md says how to '
                      'go on.';
    end if;

    -- Every issue of these days, and every one that something happened to, has its row of totals.
    insert into analytics.newsletter_metrics as m (issue_id, metric_type, recorded_at)
    select i.id, 'total', i.issue_date::timestamp at time zone 'UTC'
      from newsletter.newsletter_issues as i
     where i.issue_date >= (ops.now() at time zone 'UTC')::date - 7
        or (i.issue_date is not null
            and i.id in (select e.issue_id from newsletter.email_events as e
                          where e.xid >= _from and e.xid < _horizon))
    on conflict (issue_id, recorded_at) where metric_type = 'total' do nothing;

    with event as materialized (
        select e.subscriber_id, e.issue_id, e.event_type, e.link_id, e.client, e.is_machine,
               not e.is_machine and e.event_type = 'open' as is_open,
               not e.is_machine and e.event_type = 'click' as is_click, e.occurred_at
          from newsletter.email_events as e
         where e.xid >= _from and e.xid < _horizon
    ), first as (
        select l.issue_date, l.issue_id, l.subscriber_id, e.opened_at, e.clicked_at,
               (l.first_opened_at is null and e.opened_at is not null)::integer as opens,
               (l.first_clicked_at is null and e.clicked_at is not null)::integer as clicks,
               l.status = 'unknown' as is_news
          from (select v.issue_id, v.subscriber_id,
                       min(v.occurred_at) filter (where v.is_open) as opened_at,
                       min(v.occurred_at) filter (where v.is_click) as clicked_at
                  from event as v
                 where v.event_type in ('open', 'click')
                 group by v.issue_id, v.subscriber_id) as e
          join newsletter.newsletter_issues as i on i.id = e.issue_id
         cross join lateral (               -- by the whole key, whatever statistics say
               select d.*
                 from newsletter.newsletter_deliveries as d
                where d.issue_date = i.issue_date and d.issue_id = i.id
                  and d.subscriber_id = e.subscriber_id
                limit 1) as l
    ), reached as (
        -- One update for both: a statement that updates a row twice loses the second.
        update newsletter.newsletter_deliveries as d
           set status = case d.status when 'unknown' then 'sent' else d.status end,
               first_opened_at = coalesce(d.first_opened_at, f.opened_at),
               first_clicked_at = coalesce(d.first_clicked_at, f.clicked_at)
          from first as f
         where d.issue_date = f.issue_date and d.issue_id = f.issue_id
           and d.subscriber_id = f.subscriber_id and (f.opens + f.clicks > 0 or f.is_news)
        returning d.issue_id, d.subscriber_id, f.opens, f.clicks, f.opened_at, f.clicked_at
    ), article as (
        insert into analytics.content_metrics as m (
            content_id, metric_type, metric_name, metric_value, date_bucket, recorded_at)
        select l.content_id, 'email', 'clicks', count(*), (e.occurred_at at time zone 'UTC')::date,
               ops.now()
          from event as e
          join newsletter.newsletter_links as l on l.id = e.link_id
          join content.generated_content as c on c.id = l.content_id
         where e.is_click
         group by l.content_id, (e.occurred_at at time zone 'UTC')::date
        on conflict on constraint content_metrics_are_measured_once_a_day do update
           set metric_value = m.metric_value + excluded.metric_value,
               recorded_at = excluded.recorded_at
    ), reader as (
        insert into audience.subscriber_engagement as g (
            subscriber_id, opened_count, open_count, click_count, last_open_at, last_click_at,
            level)
        select r.*, l.level
          from (select e.subscriber_id, sum(e.opened)::integer as opened,
                       sum(e.opens)::integer as opens, sum(e.clicks)::integer as clicks,
                       max(e.opened_at) as opened_at, max(e.clicked_at) as clicked_at
                  from (select v.subscriber_id, 0 as opened, v.is_open::integer as opens,
                               v.is_click::integer as clicks,
                               case when v.is_open then v.occurred_at end as opened_at,
                               case when v.is_click then v.occurred_at end as clicked_at
                          from event as v
                         where v.is_open or v.is_click
                         union all
                        select f.subscriber_id, f.opens, 0, 0, null, null
                          from first as f
                         where f.opens > 0) as e
                  join audience.subscribers as s on s.id = e.subscriber_id
                 group by e.subscriber_id) as r
         cross join lateral audience._engagement_level(0, r.opened, r.clicks, r.opened_at) as l
         order by r.subscriber_id
        on conflict on constraint subscriber_engagement_pkey do update
           set opened_count = g.opened_count + excluded.opened_count,
               open_count = g.open_count + excluded.open_count,
               click_count = g.click_count + excluded.click_count,
               last_open_at = greatest(g.last_open_at, excluded.last_open_at),
               last_click_at = greatest(g.last_click_at, excluded.last_click_at),
               level = (select l.level
                          from audience._engagement_level(
                               g.sent_count, g.opened_count + excluded.opened_count,
                               g.click_count + excluded.click_count,
                               greatest(g.last_open_at, excluded.last_open_at)) as l)
    ), facet as (                           -- where an event counts, beside the whole issue
        select e.issue_id, e.dimension, e.key,
               count(*) filter (where e.is_open) as opens,
               count(*) filter (where e.is_click) as clicks, 0 as first_opens, 0 as first_clicks,
               count(*) filter (where e.event_type = 'unsubscribe') as unsubscribes,
               count(*) filter (where e.event_type = 'bounce') as bounces,
               count(*) filter (where e.event_type = 'complaint') as complaints
          from (select v.issue_id, 'hour' as dimension,
                       to_char(v.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:00') as key,
                       v.is_open, v.is_click, v.event_type
                  from event as v
                 where not v.is_machine
                 union all
                select v.issue_id, 'link', v.link_id::text, v.is_open, v.is_click, v.event_type
                  from event as v
                 where v.is_click
                 union all
                select v.issue_id, 'client', coalesce(v.client, 'unknown'),
                       v.event_type = 'open', v.event_type = 'click', v.event_type
                  from event as v
                 where v.event_type in ('open', 'click')
                 union all
                select v.issue_id, 'domain', split_part(s.email, '@', 2), v.is_open, v.is_click,
                       v.event_type
                  from event as v
                  join audience.subscribers as s on s.id = v.subscriber_id
                 where not v.is_machine
                 union all
                select v.issue_id, 'segment', g.segment_id::text, v.is_open, v.is_click,
                       v.event_type
                  from event as v
                  join newsletter.newsletter_issue_segments as g
                    on g.issue_id = v.issue_id and not g.is_excluded
                  join audience.subscriber_segment_memberships as m
                    on m.segment_id = g.segment_id and m.subscriber_id = v.subscriber_id
                 where not v.is_machine) as e
         group by e.issue_id, e.dimension, e.key
         union all
        select r.issue_id, r.dimension, r.key, 0, 0, sum(r.opens), sum(r.clicks), 0, 0, 0
          from (select f.issue_id, 'hour' as dimension,
                       to_char(t.at at time zone 'UTC', 'YYYY-MM-DD HH24:00') as key,
                       t.opens, t.clicks
                  from reached as f
                 cross join lateral (values (f.opened_at, f.opens, 0),
                                            (f.clicked_at, 0, f.clicks)) as t (at, opens, clicks)
                 where t.opens + t.clicks > 0
                 union all
                select f.issue_id, 'domain', split_part(s.email, '@', 2), f.opens, f.clicks
                  from reached as f
                  join audience.subscribers as s on s.id = f.subscriber_id
                 where f.opens + f.clicks > 0
                 union all
                select f.issue_id, 'segment', g.segment_id::text, f.opens, f.clicks
                  from reached as f
                  join newsletter.newsletter_issue_segments as g
                    on g.issue_id = f.issue_id and not g.is_excluded
                  join audience.subscriber_segment_memberships as m
                    on m.segment_id = g.segment_id and m.subscriber_id = f.subscriber_id
                 where f.opens + f.clicks > 0) as r
         group by r.issue_id, r.dimension, r.key
    ), taken_apart as (
        insert into analytics.newsletter_breakdowns as b (
            issue_id, dimension, key, open_count, click_count, unique_opens, unique_clicks,
            unsubscribe_count, bounce_count, complaint_count)
        select f.issue_id, f.dimension, f.key, sum(f.opens), sum(f.clicks), sum(f.first_opens),
               sum(f.first_clicks), sum(f.unsubscribes), sum(f.bounces), sum(f.complaints)
          from facet as f
          join newsletter.newsletter_issues as i on i.id = f.issue_id
         group by f.issue_id, f.dimension, f.key
         order by f.issue_id, f.dimension, f.key
        on conflict on constraint newsletter_breakdowns_pkey do update
           set open_count = b.open_count + excluded.open_count,
               click_count = b.click_count + excluded.click_count,
               unique_opens = b.unique_opens + excluded.unique_opens,
               unique_clicks = b.unique_clicks + excluded.unique_clicks,
               unsubscribe_count = b.unsubscribe_count + excluded.unsubscribe_count,
               bounce_count = b.bounce_count + excluded.bounce_count,
               complaint_count = b.complaint_count + excluded.complaint_count
    ), counted as (
        select e.issue_id,
               count(*) filter (where e.is_open) as opens,
               count(*) filter (where e.is_click) as clicks,
               count(*) filter (where e.is_machine and e.event_type = 'open') as machine_open_count,
               count(*) filter (where e.is_machine and e.event_type = 'click') as
                   machine_click_count,
               count(*) filter (where e.event_type = 'unsubscribe') as unsubscribes,
               count(*) filter (where e.event_type = 'bounce') as bounces,
               count(*) filter (where e.event_type = 'complaint') as complaints
          from event as e
         group by e.issue_id
    ), total as (
        update analytics.newsletter_metrics as m
           set open_count = m.open_count + c.opens,
               click_count = m.click_count + c.clicks,
               unsubscribe_count = m.unsubscribe_count + c.unsubscribes,
               bounce_count = m.bounce_count + c.bounces,
               complaint_count = m.complaint_count + c.complaints,
               unique_opens = m.unique_opens + coalesce(u.opens, 0),
               unique_clicks = m.unique_clicks + coalesce(u.clicks, 0),
               machine_open_count = m.machine_open_count + c.machine_open_count,
               machine_click_count = m.machine_click_count + c.machine_click_count
          from counted as c
          left join (select r.issue_id, sum(r.opens) as opens, sum(r.clicks) as clicks
                       from reached as r
                      group by r.issue_id) as u using (issue_id)
          join newsletter.newsletter_issues as i on i.id = c.issue_id
         where m.issue_id = c.issue_id and m.metric_type = 'total'
           and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
    )
    select count(*) into _count from event;

    -- Messages are counted by chunk while an issue is being sent; its end says the rest.
    update analytics.newsletter_metrics as m
       set sent_count = l.handed_over
      from newsletter.newsletter_issues as i
     cross join lateral (
               select case i.status
                          when 'sending' then (
                              select coalesce(sum(c.sent_count + c.failed_count), 0)
                                from newsletter.newsletter_chunks as c
                               where c.issue_id = i.id)
                          else (i.metrics ->> 'sent')::bigint + (i.metrics ->> 'failed')::bigint
                      end) as l (handed_over)
     where m.issue_id = i.id and m.metric_type = 'total'
       and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
       and m.sent_count <> l.handed_over;

    -- Whom an issue went to, once it is sent: all its recipients are read, and only then.
    with ended as materialized (
        update analytics.newsletter_metrics as m
           set attributed_count = m.sent_count
          from newsletter.newsletter_issues as i
         where m.issue_id = i.id and m.metric_type = 'total'
           and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
           and i.status in ('sent', 'failed') and m.attributed_count <> m.sent_count
        returning i.id, i.issue_date
    ), recipient as materialized (
        select d.issue_id, d.subscriber_id, split_part(s.email, '@', 2) as domain
          from ended as e
          join newsletter.newsletter_deliveries as d
            on d.issue_date = e.issue_date and d.issue_id = e.id
               and d.status in ('sent', 'failed')
          join audience.subscribers as s on s.id = d.subscriber_id
    )
    insert into analytics.newsletter_breakdowns as b (issue_id, dimension, key, sent_count)
    select r.issue_id, 'domain', r.domain, count(*)
      from recipient as r
     group by r.issue_id, r.domain
     union all
    select r.issue_id, 'segment', g.segment_id::text, count(*)
      from recipient as r
      join newsletter.newsletter_issue_segments as g
        on g.issue_id = r.issue_id and not g.is_excluded
      join audience.subscriber_segment_memberships as m
        on m.segment_id = g.segment_id and m.subscriber_id = r.subscriber_id
     group by r.issue_id, g.segment_id
    on conflict on constraint newsletter_breakdowns_pkey do update
       set sent_count = excluded.sent_count;

    update newsletter.newsletter_issues as i
       set metrics = i.metrics || f.figures
      from analytics.newsletter_metrics as m
     cross join lateral (
               select jsonb_build_object(
                          'opens', m.open_count, 'unique_opens', m.unique_opens,
                          'clicks', m.click_count, 'unique_clicks', m.unique_clicks,
                          'unsubscribes', m.unsubscribe_count, 'bounces', m.bounce_count,
                          'complaints', m.complaint_count)) as f (figures)
     where m.issue_id = i.id and m.metric_type = 'total'
       and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
       and i.metrics is distinct from i.metrics || f.figures;

    update ops.rollup_watermarks as w
       set below = _horizon, rolled_up_at = ops.now(), event_count = w.event_count + _count
     where w.name = 'email_events';
    return _count;
end;
$function$;

comment on function analytics.roll_up_email_events is
$$Adds the events that came in since the last call to newsletter_metrics, newsletter_breakdowns,
content_metrics, subscriber_engagement, the metrics of issues, and the first open and click in the
ledger; returns how many events. What machines did is counted apart, and is nobody's first open.

Each event is counted exactly once, however many call it and whenever the server stops: the
watermark moves in the same transaction. Events of transactions still running wait.
Errors: 55000 the watermark is ahead of the server, after a restore from a dump.
Locks: its watermark's row in ops.rollup_watermarks.$$;

revoke execute on function analytics.roll_up_email_events from public;
grant execute on function analytics.roll_up_email_events to aquascene_worker, aquascene_admin;

commit;
