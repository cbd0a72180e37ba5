-- Deploy aquascene:analytics/functions/roll_up to pg
-- requires: analytics/functions/rate
-- requires: analytics/tables/content_metrics
-- requires: analytics/tables/newsletter_metrics
-- requires: newsletter/tables/email_events
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/newsletter_links
-- requires: ops/tables/rollup_watermarks
-- requires: audience/tables/subscriber_engagement
-- requires: audience/functions/engagement_level

begin;
set local role aquascene_owner;

-- The watermark's row lock makes callers queue up. Events of transactions at or above the oldest
-- one still running wait for the next call, so that none is missed when it commits late.
create or replace function analytics.roll_up()
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
        select e.subscriber_id, e.issue_id, e.event_type, e.link_id, e.occurred_at
          from newsletter.email_events as e
         where e.xid >= _from and e.xid < _horizon
    ), first as (
        select l.issue_date, l.issue_id, l.subscriber_id, e.opened_at, e.clicked_at,
               (l.first_opened_at is null and e.opened_at is not null)::integer as opens,
               (l.first_clicked_at is null and e.clicked_at is not null)::integer as clicks
          from (select v.issue_id, v.subscriber_id,
                       min(v.occurred_at) filter (where v.event_type = 'open') as opened_at,
                       min(v.occurred_at) filter (where v.event_type = 'click') as clicked_at
                  from event as v
                 where v.event_type in ('open', 'click')
                 group by v.issue_id, v.subscriber_id) as e
          join newsletter.newsletter_issues as i on i.id = e.issue_id
          join newsletter.newsletter_deliveries as l
            on l.issue_date = i.issue_date and l.issue_id = i.id
           and l.subscriber_id = e.subscriber_id
    ), reached as (
        -- One update for both: a statement that updates a row twice loses the second.
        update newsletter.newsletter_deliveries as d
           set status = case d.status when 'unknown' then 'sent' else d.status end,
               first_opened_at = coalesce(d.first_opened_at, f.opened_at),
               first_clicked_at = coalesce(d.first_clicked_at, f.clicked_at)
          from first as f
         where d.issue_date = f.issue_date and d.issue_id = f.issue_id
           and d.subscriber_id = f.subscriber_id and f.opens + f.clicks > 0
        returning d.issue_id, f.opens, f.clicks
    ), article as (
        insert into analytics.content_metrics as m (
            content_id, metric_type, metric_name, metric_value, date_bucket, recorded_at)
        select l.content_id, 'email', 'clicks', count(*), (e.occurred_at at time zone 'UTC')::date,
               ops.now()
          from event as e
          join newsletter.newsletter_links as l on l.id = e.link_id
          join content.generated_content as c on c.id = l.content_id
         group by l.content_id, (e.occurred_at at time zone 'UTC')::date
        on conflict on constraint content_metrics_are_measured_once_a_day do update
           set metric_value = m.metric_value + excluded.metric_value,
               recorded_at = excluded.recorded_at
    ), reader as (
        insert into audience.subscriber_engagement as g (
            subscriber_id, opened_count, open_count, click_count, last_open_at, last_click_at,
            level)
        select r.*, l.level
          from (select e.subscriber_id, coalesce(o.issues, 0)::integer as opened,
                       count(*) filter (where e.event_type = 'open')::integer as opens,
                       count(*) filter (where e.event_type = 'click')::integer as clicks,
                       max(e.occurred_at) filter (where e.event_type = 'open') as opened_at,
                       max(e.occurred_at) filter (where e.event_type = 'click') as clicked_at
                  from event as e
                  join audience.subscribers as s on s.id = e.subscriber_id
                  left join (select f.subscriber_id, sum(f.opens) as issues
                               from first as f
                              group by f.subscriber_id) as o on o.subscriber_id = e.subscriber_id
                 where e.event_type in ('open', 'click')
                 group by e.subscriber_id, o.issues) as r
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
    ), counted as (
        select e.issue_id,
               count(*) filter (where e.event_type = 'open') as opens,
               count(*) filter (where e.event_type = 'click') as clicks,
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
               unique_clicks = m.unique_clicks + coalesce(u.clicks, 0)
          from counted as c
          left join (select r.issue_id, sum(r.opens) as opens, sum(r.clicks) as clicks
                       from reached as r
                      group by r.issue_id) as u using (issue_id)
          join newsletter.newsletter_issues as i on i.id = c.issue_id
         where m.issue_id = c.issue_id and m.metric_type = 'total'
           and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
    )
    select count(*) into _count from event;

    -- Messages are counted from the ledger while an issue is being sent; its end says the rest.
    update analytics.newsletter_metrics as m
       set sent_count = l.handed_over
      from newsletter.newsletter_issues as i
     cross join lateral (
               select case i.status
                          when 'sending' then (
                              select count(*)
                                from newsletter.newsletter_deliveries as d
                               where d.issue_date = i.issue_date and d.issue_id = i.id
                                 and d.status in ('sent', 'failed'))
                          else (i.metrics ->> 'sent')::bigint + (i.metrics ->> 'failed')::bigint
                      end) as l (handed_over)
     where m.issue_id = i.id and m.metric_type = 'total'
       and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
       and m.sent_count <> l.handed_over;

    update analytics.newsletter_metrics as m
       set delivered_count = r.delivered,
           open_rate = r.open_rate,
           click_rate = r.click_rate,
           unsubscribe_rate = r.unsubscribe_rate,
           bounce_rate = r.bounce_rate
      from (select t.id, t.recorded_at, d.delivered,
                   analytics._rate(t.unique_opens, d.delivered) as open_rate,
                   analytics._rate(t.unique_clicks, d.delivered) as click_rate,
                   analytics._rate(t.unsubscribe_count, d.delivered) as unsubscribe_rate,
                   analytics._rate(t.bounce_count, t.sent_count) as bounce_rate
              from analytics.newsletter_metrics as t
             cross join lateral (
                       select greatest(t.sent_count - t.bounce_count, 0)
                   ) as d (delivered)
             where t.metric_type = 'total') as r
     where m.id = r.id and m.recorded_at = r.recorded_at
       and (m.delivered_count, m.open_rate, m.click_rate, m.unsubscribe_rate, m.bounce_rate)
           is distinct from
           (r.delivered, r.open_rate, r.click_rate, r.unsubscribe_rate, r.bounce_rate);

    update ops.rollup_watermarks as w
       set below = _horizon, rolled_up_at = ops.now(), event_count = w.event_count + _count
     where w.name = 'email_events';
    return _count;
end;
$function$;

comment on function analytics.roll_up is
$$Adds the events that came in since the last call to newsletter_metrics, content_metrics,
subscriber_engagement and the first open and click in the ledger; returns how many events.

Each event is counted exactly once, however many call it and whenever the server stops: the
watermark moves in the same transaction. Events of transactions still running wait. Rates follow the
seed: unique opens and clicks and unsubscribes over delivered, bounces over sent.
Errors: 55000 the watermark is ahead of the server, after a restore from a dump.
Locks: its watermark's row in ops.rollup_watermarks.$$;

revoke execute on function analytics.roll_up from public;
grant execute on function analytics.roll_up to aquascene_worker, aquascene_admin;

commit;
