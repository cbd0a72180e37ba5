-- Deploy aquascene:analytics/functions/metrics to pg
-- requires: analytics/views/system_health
-- requires: ops/views/job_report
-- requires: ops/tables/rollup_watermarks
-- requires: newsletter/tables/newsletter_chunks

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function analytics.metrics()
returns table (name text, help text, labels jsonb, value double precision)
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    with health as materialized (
        select h.check_name, h.status, h.value from analytics.system_health as h
    )
    select 'aquascene_health', 'What a check of analytics.system_health counts.',
           jsonb_build_object('check', h.check_name), h.value::double precision
      from health as h
     where h.value is not null
     union all
    select 'aquascene_health_status', 'Of each check: 0 ok, 1 warning, 2 critical, -1 unknown.',
           jsonb_build_object('check', h.check_name),
           case h.status when 'ok' then 0 when 'warning' then 1 when 'critical' then 2 else -1 end
      from health as h
     union all
    select 'aquascene_job_due_seconds', 'How long a job has been due; negative before.',
           jsonb_build_object('job', j.name),
           extract(epoch from ops.now() - greatest(j.next_due_at, j.retry_at))
      from ops.job_report as j
     where j.is_enabled
     union all
    select 'aquascene_job_last_run_status', 'How a job last went: 0 well, 1 not.',
           jsonb_build_object('job', j.name),
           (j.last_status in ('failed', 'timed_out', 'lost'))::integer
      from ops.job_report as j
     where j.last_status is not null
     union all
    select 'aquascene_roll_up_events', 'Events that were rolled up since the beginning.',
           jsonb_build_object('roll_up', w.name), w.event_count
      from ops.rollup_watermarks as w
     union all
    select 'aquascene_roll_up_age_seconds', 'Since events were last rolled up.',
           jsonb_build_object('roll_up', w.name), extract(epoch from ops.now() - w.rolled_up_at)
      from ops.rollup_watermarks as w
     where w.rolled_up_at is not null
     union all
    select 'aquascene_newsletter_waiting', 'Recipients of issues in sending, not yet claimed.',
           '{}', coalesce(sum(c.size - c.claimed_count), 0)
      from newsletter.newsletter_chunks as c
      join newsletter.newsletter_issues as i on i.id = c.issue_id and i.status = 'sending';
$function$;

comment on function analytics.metrics is
$$Returns the figures that aquascene metrics tells Prometheus, all of them gauges.

Returns name, help, labels (a JSON object of texts) and value. Needs what a reader may read. Errors:
none.$$;

revoke execute on function analytics.metrics from public;
grant execute on function analytics.metrics to aquascene_reader;

commit;
