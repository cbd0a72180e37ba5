-- Deploy aquascene:analytics/views/system_health to pg
-- requires: ops/views/partition_report
-- requires: newsletter/views/delivery_accounting
-- requires: audit/tables/system_events
-- requires: content/tables/raw_leases
-- requires: scraping/tables/scraping_jobs
-- requires: ops/tables/webhook_endpoints
-- requires: ops/tables/job_runs
-- requires: ops/tables/job_states
-- requires: content/tables/raw_queue
-- requires: newsletter/tables/newsletter_chunks
-- requires: ops/tables/rollup_watermarks
-- requires: ops/views/backup_report

begin;
set local role aquascene_owner;

create or replace view analytics.system_health as
select h.check_name, h.status, h.value, h.detail
from (
    select
        'partitions: strays in default' as check_name,
        case when coalesce(sum(p.stray_rows), 0) = 0 then 'ok' else 'warning' end as status,
        coalesce(sum(p.stray_rows), 0)::bigint as value,
        'rows that no monthly partition took; ops.create_monthly_partition moves them' as detail
    from ops.partition_report as p
    where p.is_default
    union all
    select
        'partitions: missing next month',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'tables without a partition for next month; run ops.ensure_partitions'
    from ops.partition_policies as t
    cross join (
        -- in UTC, as partitions are, whatever the session's zone
        select (ops.now() at time zone 'UTC' + interval '1 month') at time zone 'UTC' as next_month
    ) as n
    where not exists (
        select
        from ops.partition_report as p
        where p.table_name = t.table_name
          and p.partition_start <= n.next_month
          and p.partition_end > n.next_month)
    union all
    select
        'content: raw items failed',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'raw items without tries left; see processing_error'
    from content.raw_content as r
    where r.processing_status = 'failed'
    union all
    select
        'content: leases expired',
        case when count(*) = 0 then 'ok' else 'warning' end,
        coalesce(sum(cardinality(l.raw_content_ids)), 0),
        'raw items of dead workers; run content.release_expired_leases'
    from content.raw_leases as l
    where l.expires_at <= ops.now()
    union all
    select
        'scraping: jobs running for a day',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'jobs that nobody works on'
    from scraping.scraping_jobs as j
    where j.status = 'running' and j.updated_at < ops.now() - interval '1 day'
    union all
    select
        'scraping: targets paused after failures',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'scraping.target_report says why; scraping.resume lets them go on'
    from scraping.scraper_targets as t
    where not t.is_active and t.failure_count > 0
    union all
    select c.check_name, c.status, c.value, c.detail
    from (
        -- the ledger of the issues in sending is counted once for both
        select
            coalesce(sum(d.unknown), 0)::bigint as unknown,
            count(*) filter (where not d.balanced) as unbalanced
        from newsletter.delivery_accounting as d
        where d.status = 'sending'
    ) as a
    cross join lateral (values
        ('newsletter: recipients unknown',
         case when a.unknown = 0 then 'ok' else 'warning' end,
         a.unknown,
         'recipients of issues in sending whose worker died'),
        ('newsletter: accounts unbalanced',
         case when a.unbalanced = 0 then 'ok' else 'critical' end,
         a.unbalanced,
         'issues in sending that miss a recipient; see newsletter.delivery_accounting')
    ) as c (check_name, status, value, detail)
    union all
    select
        'events: open errors',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'unresolved events of severity error or critical; see audit.system_events'
    from audit.system_events as e
    where e.resolved_at is null and e.severity in ('error', 'critical')
    union all
    select
        'jobs: last run failed',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'jobs whose last run failed, timed out or was lost; see ops.job_runs'
    from ops.scheduled_jobs as j
    cross join lateral (
        select r.status
        from ops.job_runs as r
        where r.job_name = j.name
        order by r.started_at desc
        limit 1
    ) as l
    where j.is_enabled and l.status in ('failed', 'timed_out', 'lost')
    union all
    select
        'webhooks: endpoints behind',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'endpoints with an event that waits for an hour; run aquascene webhooks deliver'
    from ops.webhook_endpoints as w
    where w.is_enabled
      and ops.now() - interval '1 hour' > (
        select o.created_at
        from ops.outbox as o
        where (o.xid, o.id) > (w.cursor_xid, w.cursor_id)
        order by o.xid, o.id
        limit 1)
    union all
    select
        'webhooks: endpoints disabled by failures',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'ops.webhook_endpoints.last_error says why; ops.enable_endpoint lets them go on'
    from ops.webhook_endpoints as w
    where not w.is_enabled and w.first_failed_at is not null
    union all
    select
        'webhooks: events given up',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'events of ops.webhook_failures; ops.replay tells them again'
    from ops.webhook_failures as f
    union all
    select
        'server: invalid indexes',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'indexes of an interrupted build; drop index concurrently, and make them again'
    from pg_index as i
    join pg_class as c on c.oid = i.indexrelid
    join pg_namespace as n on n.oid = c.relnamespace
    where not i.indisvalid and c.relkind = 'i' and n.nspname !~ '^pg_'
    union all
    select
        'server: long transactions',
        case when not pg_has_role('pg_read_all_stats', 'usage') then 'unknown'
             when count(*) = 0 then 'ok'
             else 'warning' end,
        count(*),
        'transactions open for an hour, which keep dead rows; unknown without pg_read_all_stats'
    from pg_stat_activity as a
    where a.backend_type = 'client backend' and a.xact_start < clock_timestamp() - interval '1 hour'
    union all
    select
        'server: connections nearly all used',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'more than eight of ten of max_connections; use a pooler, or close what is idle'
    from (
        select sum(d.numbackends) as used
        from pg_stat_database as d
    ) as u
    where u.used > 0.8 * current_setting('max_connections')::integer
    union all
    select
        'server: replication slots hold WAL',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'inactive slots more than 1 GB behind, which fill the disk; drop them, or mend the replica'
    from pg_replication_slots as s
    where not s.active and s.restart_lsn is not null
      and case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end
          - s.restart_lsn > 1073741824
    union all
    select
        'server: archiving fails',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'the last segment of WAL was not archived; see the log, and archive_command'
    from pg_stat_archiver as a
    where a.last_failed_time > coalesce(a.last_archived_time, '-infinity')
    union all
    select
        'server: databases near wraparound',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'databases a billion transactions or multixacts old; vacuum (freeze) them'
    from pg_database as d
    where greatest(age(d.datfrozenxid), mxid_age(d.datminmxid)) > 1000000000
    union all
    select
        'server: tables with many dead rows',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'tables of which a half and more than 100,000 rows are dead; see pg_stat_user_tables'
    from pg_stat_user_tables as t
    where t.n_dead_tup > 100000 and t.n_dead_tup > t.n_live_tup
    union all
    select
        'server: numbers running out',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'sequences that used eight of ten of their numbers; make the column a bigint'
    from pg_sequences as q
    where q.last_value::numeric > 0.8 * q.max_value::numeric and not q.cycle
    union all
    select
        'jobs: overdue',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'jobs that have been due for an hour; is a daemon or pg_cron running?'
    from ops.job_states as s
    join ops.scheduled_jobs as j on j.name = s.job_name and j.is_enabled
    where s.run_id is null
      and greatest(s.next_due_at, s.retry_at) < ops.now() - interval '1 hour'
    union all
    select
        'partitions: months missing between',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'partitions after a gap, whose rows go to the default; ops.create_monthly_partition'
    from ops.partition_report as p
    where p.is_after_gap
    union all
    select
        'content: hours the queue waits',
        case when coalesce(max(q.hours), 0) < 24 then 'ok' else 'warning' end,
        coalesce(max(q.hours), 0),
        'since the oldest raw item was due; run aquascene process run'
    from (
        select greatest(floor(extract(epoch from ops.now() - min(r.next_attempt_at)) / 3600),
                        0)::bigint as hours
        from content.raw_queue as r
    ) as q
    union all
    select
        'newsletter: recipients overdue',
        case when count(*) = 0 then 'ok' else 'warning' end,
        coalesce(sum(c.size - c.claimed_count), 0),
        'recipients due for an hour whom no worker took; run aquascene newsletter send --follow'
    from newsletter.newsletter_chunks as c
    join newsletter.newsletter_issues as i
        on i.id = c.issue_id and i.status = 'sending' and i.paused_at is null
    where c.claimed_count < c.size and c.due_at < ops.now() - interval '1 hour'
    union all
    select
        'events: roll-ups behind',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'roll-ups that did not run for an hour; see the job roll-up'
    from ops.rollup_watermarks as w
    where w.rolled_up_at < ops.now() - interval '1 hour'
    union all
    select
        'backups: too old, or failed',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'repositories whose last backup failed or is over 26 hours old; see ops.backup_report'
    from ops.backup_report as b
    where b.error is not null
       or coalesce(b.backup_at, '-infinity') < ops.now() - interval '26 hours' and b.repository < 3
    union all
    select
        'server: replicas behind',
        case when not pg_has_role('pg_read_all_stats', 'usage') then 'unknown'
             when count(*) = 0 then 'ok'
             else 'warning' end,
        count(*),
        'replicas more than five minutes behind; unknown without pg_read_all_stats'
    from pg_stat_replication as r
    where r.replay_lag > interval '5 minutes'
    union all
    select
        'server: blocks read from disk',
        case when d.reads < 1000000 or d.percent < 10 then 'ok' else 'warning' end,
        d.percent,
        'percent of the blocks that were not in shared_buffers, of this database, since the start'
    from (
        select s.blks_read as reads,
               coalesce(round(100.0 * s.blks_read / nullif(s.blks_read + s.blks_hit, 0)),
                        0)::bigint as percent
        from pg_stat_database as s
        where s.datname = current_database()
    ) as d
) as h;

comment on view analytics.system_health is $$One row for each check of the running system.$$;
comment on column analytics.system_health.check_name is $$What is checked.$$;
comment on column analytics.system_health.status is
$$ok, warning, critical, or unknown when who asks may not see it.$$;
comment on column analytics.system_health.value is $$How many of them there are.$$;
comment on column analytics.system_health.detail is $$What they are, and what to do.$$;

grant select on analytics.system_health to aquascene_reader;

commit;
