-- Deploy aquascene:analytics/functions/reconcile to pg
-- requires: analytics/functions/roll_up_email_events

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function analytics.reconcile_email_events(issue_number integer default null)
returns table (issue_number integer, figure text, held bigint, counted bigint, drift bigint)
language sql
stable
security definer                            -- callers need not read the events
set search_path = pg_catalog, pg_temp
as $function$
    with mark as (
        select w.below
          from ops.rollup_watermarks as w
         where w.name = 'email_events'
    ), event as (
        select e.issue_id,
               count(*) filter (where e.event_type = 'open' and not e.is_machine) as opens,
               count(*) filter (where e.event_type = 'click' and not e.is_machine) as clicks,
               count(*) filter (where e.event_type = 'open' and e.is_machine) as machine_open_count,
               count(*) filter (where e.event_type = 'click' and e.is_machine) as
                   machine_click_count,
               count(*) filter (where e.event_type = 'unsubscribe') as unsubscribes,
               count(*) filter (where e.event_type = 'bounce') as bounces,
               count(*) filter (where e.event_type = 'complaint') as complaints
          from newsletter.email_events as e
          join mark as m on e.xid < m.below
         group by e.issue_id
    ), ledger as (
        select d.issue_id, count(d.first_opened_at) as opened, count(d.first_clicked_at) as clicked
          from newsletter.newsletter_deliveries as d
         group by d.issue_id
    )
    select i.issue_number, f.figure, f.held, coalesce(f.counted, 0),
           f.held - coalesce(f.counted, 0)
      from newsletter.newsletter_issues as i
      join analytics.newsletter_metrics as t
        on t.issue_id = i.id and t.metric_type = 'total'
       and t.recorded_at = i.issue_date::timestamp at time zone 'UTC'
      left join event as e on e.issue_id = i.id
      left join ledger as l on l.issue_id = i.id
     cross join lateral (
           values ('opens', t.open_count::bigint, e.opens),
                  ('clicks', t.click_count, e.clicks),
                  ('machine_open_count', t.machine_open_count, e.machine_open_count),
                  ('machine_click_count', t.machine_click_count, e.machine_click_count),
                  ('unsubscribes', t.unsubscribe_count, e.unsubscribes),
                  ('bounces', t.bounce_count, e.bounces),
                  ('complaints', t.complaint_count, e.complaints),
                  ('unique_opens', t.unique_opens, l.opened),
                  ('unique_clicks', t.unique_clicks, l.clicked)) as f (figure, held, counted)
     where reconcile_email_events.issue_number is null
        or i.issue_number = reconcile_email_events.issue_number
     order by i.issue_number, f.figure;
$function$;

comment on function analytics.reconcile_email_events is
$$Counts the events and the ledger anew and compares: drift is held - counted, and always 0. Reads
all events: for checking, not for dashboards. Events or recipients that retention has removed
(ops.partition_policies) show as drift.

issue_number: of this issue alone; null = of all. Errors: none.$$;

revoke execute on function analytics.reconcile_email_events from public;
grant execute on function analytics.reconcile_email_events to aquascene_reader;

commit;
