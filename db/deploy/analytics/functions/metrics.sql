-- Deploy aquascene:analytics/functions/metrics to pg
-- requires: analytics/views/system_health
-- requires: ops/views/job_report
-- requires: ops/tables/rollup_watermarks
-- requires: newsletter/tables/newsletter_chunks
-- requires: content/tables/raw_queue
-- requires: ops/tables/outbox
-- requires: ops/tables/webhook_endpoints
-- requires: ops/views/backup_report

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
    select 'aquascene_rolled_up_events_total', 'Events that were rolled up since the beginning.',
           jsonb_build_object('roll_up', w.name), w.event_count
      from ops.rollup_watermarks as w
     union all
    select 'aquascene_roll_up_age_seconds', 'Since events were last rolled up.',
           jsonb_build_object('roll_up', w.name), extract(epoch from ops.now() - w.rolled_up_at)
      from ops.rollup_watermarks as w
     where w.rolled_up_at is not null
     union all
    select 'aquascene_newsletter_waiting_recipients',
           'Recipients of issues in sending, not yet claimed.', '{}',
           coalesce(sum(c.size - c.claimed_count), 0)
      from newsletter.newsletter_chunks as c
      join newsletter.newsletter_issues as i on i.id = c.issue_id and i.status = 'sending'
     union all
    select 'aquascene_raw_queue_items', 'Raw content that waits, counted up to 100,000.', '{}',
           count(*)
      from (select from content.raw_queue as r limit 100000) as r
     union all
    select 'aquascene_raw_queue_age_seconds', 'Since the oldest raw content that waits was due.',
           '{}',
           coalesce(greatest(extract(epoch from ops.now() - min(r.next_attempt_at)), 0), 0)
      from content.raw_queue as r
     union all
    select 'aquascene_webhook_age_seconds', 'Of the oldest event that an endpoint was not told.',
           jsonb_build_object('endpoint', w.id::text),
           coalesce((select greatest(extract(epoch from ops.now() - o.created_at), 0)
                       from ops.outbox as o
                      where (o.xid, o.id) > (w.cursor_xid, w.cursor_id)
                      order by o.xid, o.id
                      limit 1), 0)
      from ops.webhook_endpoints as w
     where w.is_enabled
     union all
    select 'aquascene_backup_age_seconds', 'Of the last backup in a repository that went well.',
           jsonb_build_object('repository', b.repository::text),
           extract(epoch from ops.now() - b.backup_at)
      from ops.backup_report as b
     where b.backup_at is not null
     union all
    select 'aquascene_transaction_id_age', 'Transactions since the oldest frozen database.', '{}',
           max(age(d.datfrozenxid))
      from pg_database as d
     union all
    select 'aquascene_multixact_id_age', 'Multixacts since the oldest frozen database.', '{}',
           max(mxid_age(d.datminmxid))
      from pg_database as d
     union all
    select 'aquascene_slot_retained_bytes', 'WAL that a replication slot holds.',
           jsonb_build_object('slot', s.slot_name),
           case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                else pg_current_wal_lsn() end - s.restart_lsn
      from pg_replication_slots as s
     where s.restart_lsn is not null
     union all
    select 'aquascene_blocks_read_total', 'Blocks not found in shared_buffers, of this database.',
           '{}', s.blks_read
      from pg_stat_database as s
     where s.datname = current_database()
     union all
    select 'aquascene_blocks_hit_total', 'Blocks found in shared_buffers, of this database.', '{}',
           s.blks_hit
      from pg_stat_database as s
     where s.datname = current_database();
$function$;

comment on function analytics.metrics is
$$Returns the figures that aquascene web metrics tells Prometheus: counters are those whose name
ends with _total, the others gauges.

Returns name, help, labels (a JSON object of texts) and value. Needs what a reader may read. Errors:
none.$$;

revoke execute on function analytics.metrics from public;
grant execute on function analytics.metrics to aquascene_reader;

commit;
