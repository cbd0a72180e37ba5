-- Deploy aquascene:analytics/views/system_health to pg
-- requires: ops/tables/partition_policies
-- requires: ops/functions/count_strays
-- requires: analytics/data/health
-- requires: newsletter/tables/newsletter_batches
-- requires: newsletter/tables/newsletter_deliveries
-- requires: audit/tables/seals
-- requires: audit/tables/audit_log
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
set local search_path = pg_catalog, pg_temp;

-- Nothing here reads more the more rows there are: only what is open, or wrong, is read, and no
-- more than 10,000 of what may be many. Of partitions the bounds are read, once:
-- ops.partition_report would ask the file system for the size of each.
create or replace view analytics.system_health as
with limits as materialized (
    select
        (ops.setting('health.late') #>> '{}')::interval as late,
        (ops.setting('health.queue_late') #>> '{}')::interval as queue_late,
        (ops.setting('health.backup_age') #>> '{}')::interval as backup_age,
        (ops.setting('health.transaction_age') #>> '{}')::interval as transaction_age,
        (ops.setting('health.replica_delay') #>> '{}')::interval as replica_delay,
        (ops.setting('health.idle_age') #>> '{}')::interval as idle_age,
        ops.setting('health.wal_bytes')::bigint as wal_bytes,
        ops.setting('health.wraparound_age')::bigint as wraparound_age,
        ops.setting('health.dead_rows')::bigint as dead_rows,
        ops.setting('health.read_blocks')::bigint as read_blocks,
        ops.setting('health.read_percent')::bigint as read_percent
),
bounds as materialized (                    -- materialized, or each use takes them apart again
    select
        t.table_name,
        i.inhdetachpending as is_half_detached,
        -- FOR VALUES FROM ('…') TO ('…')
        string_to_array(pg_get_expr(c.relpartbound, c.oid), '''') as words
    from ops.partition_policies as t
    join pg_inherits as i on i.inhparent = to_regclass(t.table_name)
    join pg_class as c on c.oid = i.inhrelid
),
months as materialized (
    select
        b.table_name,
        b.is_half_detached,
        (b.words[2] || z.zone)::timestamptz as month_start,
        (b.words[4] || z.zone)::timestamptz as month_end
    from bounds as b
    -- a date has no zone, and means midnight UTC
    cross join lateral (
        select case when length(b.words[2]) = 10 then ' UTC' else '' end as zone
    ) as z
    where b.words[2] is not null            -- the default has no bounds
)
select h.check_name, h.status, h.value, h.detail
from (
    select
        'partitions: strays in default' as check_name,
        case when coalesce(sum(n.strays), 0) = 0 then 'ok' else 'warning' end as status,
        coalesce(sum(n.strays), 0)::bigint as value,
        'rows that no month took, at most 10,000 of a table; aquascene partitions drain TABLE'
            as detail
    from ops.partition_policies as t
    cross join lateral ops.count_strays(to_regclass(t.table_name), 10000) as n (strays)
    union all
    select
        'partitions: missing next month',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'tables without a partition for next month; aquascene partitions ensure'
    from ops.partition_policies as t
    cross join (
        -- in UTC, as partitions are, whatever the session's zone
        select (ops.now() at time zone 'UTC' + interval '1 month') at time zone 'UTC' as next_month
    ) as n
    where not exists (
        select
        from months as p
        where p.table_name = t.table_name
          and p.month_start <= n.next_month
          and p.month_end > n.next_month)
    union all
    select
        'partitions: months missing between',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'partitions after a gap, whose rows go to the default; aquascene partitions list, then '
        'ops.create_monthly_partition'
    from (
        select
            p.month_start > lag(p.month_end) over (
                partition by p.table_name order by p.month_start) as is_after_gap
        from months as p
    ) as p
    where p.is_after_gap
    union all
    select
        'partitions: half detached',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'partitions whose detaching was interrupted: queries leave them out; alter table … detach '
        'partition … finalize'
    from months as p
    where p.is_half_detached
    union all
    select
        'content: raw items failed',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'raw items without tries left, at most 10,000; see processing_error in '
        'content.raw_content, then content.requeue_raw'
    from (
        select
        from content.raw_content as r
        where r.processing_status = 'failed'
        limit 10000
    ) as r
    union all
    select
        'content: leases expired',
        case when count(*) = 0 then 'ok' else 'warning' end,
        coalesce(sum(cardinality(l.raw_content_ids)), 0),
        'raw items of dead workers; aquascene jobs run "content leases"'
    from content.raw_leases as l
    where l.expires_at <= ops.now()
    union all
    select
        'scraping: jobs running for a day',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'visits that nobody goes on with; aquascene scrape run, or aquascene scrape pause TARGET'
    from scraping.scraping_jobs as j
    where j.status = 'running' and j.updated_at < ops.now() - interval '1 day'
    union all
    select
        'scraping: targets paused after failures',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'sites that failed again and again; aquascene scrape status TARGET, then aquascene scrape '
        'resume TARGET'
    from scraping.scraper_targets as t
    where not t.is_active and t.failure_count > 0
    union all
    select
        'newsletter: leases expired',
        case when count(*) = 0 then 'ok' else 'warning' end,
        coalesce(sum(b.open_count), 0),
        'recipients of dead workers; aquascene jobs run sending'
    from newsletter.newsletter_batches as b
    where b.expires_at <= ops.now() and b.expired_at is null
    union all
    select
        'newsletter: recipients unknown',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'recipients whose worker died, at most 10,000: sent to or not? newsletter.resolve_unknown'
    from (
        select
        from newsletter.newsletter_batches as b
        join newsletter.newsletter_issues as i on i.id = b.issue_id
        cross join unnest(b.subscriber_ids) as r (subscriber_id)
        cross join lateral (                -- by the whole key, whatever statistics say
            select
            from newsletter.newsletter_deliveries as d
            where d.issue_date = i.issue_date and d.issue_id = i.id
              and d.subscriber_id = r.subscriber_id and d.status = 'unknown'
            limit 1
        ) as u
        where b.expired_at is not null
        limit 10000
    ) as u
    union all
    select
        'newsletter: accounts unbalanced',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'issues of this week that miss a recipient; select * from newsletter.delivery_accounting'
    from newsletter.newsletter_issues as i
    where i.status = 'sent' and i.issue_date > (ops.now() at time zone 'UTC')::date - 7
      and i.recipient_count <> (i.metrics ->> 'sent')::bigint + (i.metrics ->> 'failed')::bigint
          + (i.metrics ->> 'skipped')::bigint + (i.metrics ->> 'unknown')::bigint
    union all
    select
        'events: open errors',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'events of severity error or critical, at most 10,000; select * from audit.system_events '
        'where resolved_at is null, and when mended audit.resolve_events'
    from (
        select
        from audit.system_events as e
        where e.resolved_at is null and e.severity in ('error', 'critical')
        limit 10000
    ) as e
    union all
    select
        'jobs: last run failed',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'jobs whose last run failed, timed out or was lost; aquascene jobs runs JOB'
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
        'endpoints with an event that waits (health.late); aquascene webhooks deliver'
    from ops.webhook_endpoints as w
    cross join limits as m
    where w.is_enabled
      and ops.now() - m.late > (
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
        'aquascene webhooks list says why; aquascene webhooks enable ENDPOINT lets them go on'
    from ops.webhook_endpoints as w
    where not w.is_enabled and w.first_failed_at is not null
    union all
    select
        'webhooks: events given up',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'events of ops.webhook_failures, at most 10,000; aquascene webhooks replay'
    from (
        select
        from ops.webhook_failures as f
        limit 10000
    ) as f
    union all
    select
        'server: invalid indexes',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'indexes of an interrupted build; drop index concurrently, and make them again'
    from pg_index as i
    join pg_class as c on c.oid = i.indexrelid
    join pg_namespace as n on n.oid = c.relnamespace
    where not i.indisvalid and n.nspname !~ '^pg_'
      and not exists (                      -- one that is being built is not valid yet
          select
          from pg_stat_progress_create_index as g
          where g.datid = (select d.oid from pg_database as d where d.datname = current_database())
            and g.index_relid = i.indexrelid)
    union all
    select
        'server: triggers switched off',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'triggers of ours that do not run, so rules or the audit log have holes; alter table … '
        'enable trigger …'
    from pg_trigger as g
    join pg_class as c on c.oid = g.tgrelid
    where g.tgenabled = 'D' and c.relowner = (
        select o.relowner from pg_class as o where o.oid = 'ops.settings'::regclass)
    union all
    select
        'server: constraints not validated',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'constraints that old rows may not obey; alter table … validate constraint …'
    from pg_constraint as k
    join pg_namespace as n on n.oid = k.connamespace
    where not k.convalidated and n.nspname !~ '^pg_'
    union all
    select
        'server: long transactions',
        case when not pg_has_role('pg_read_all_stats', 'usage') then 'unknown'
             when count(*) = 0 then 'ok'
             else 'warning' end,
        count(*),
        'open for long (health.transaction_age), they keep dead rows and hold up roll-ups; '
        'pg_stat_activity says whose, pg_terminate_backend(pid) ends one'
    from pg_stat_activity as a
    cross join limits as m
    where a.backend_type = 'client backend' and a.xact_start < clock_timestamp() - m.transaction_age
    union all
    select
        'server: idle in a transaction',
        case when not pg_has_role('pg_read_all_stats', 'usage') then 'unknown'
             when count(*) = 0 then 'ok'
             else 'warning' end,
        count(*),
        'sessions that hold locks and do nothing (health.idle_age); pg_terminate_backend(pid) '
        'ends one, idle_in_transaction_session_timeout all'
    from pg_stat_activity as a
    cross join limits as m
    where a.state in ('idle in transaction', 'idle in transaction (aborted)')
      and a.state_change < clock_timestamp() - m.idle_age
    union all
    select
        'server: waiting for a lock',
        case when not pg_has_role('pg_read_all_stats', 'usage') then 'unknown'
             when count(*) = 0 then 'ok'
             else 'warning' end,
        count(*),
        'statements that stand still (health.idle_age); pg_blocking_pids(pid) says for whom'
    from pg_stat_activity as a
    cross join limits as m
    where a.wait_event_type = 'Lock' and a.query_start < clock_timestamp() - m.idle_age
    union all
    select
        'server: prepared transactions',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'transactions prepared and left (health.transaction_age); see pg_prepared_xacts, then '
        'rollback prepared'
    from pg_prepared_xacts as x
    cross join limits as m
    where x.prepared < clock_timestamp() - m.transaction_age
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
        case when count(*) = 0 then 'ok'
             when bool_or(not s.active or s.wal_status = 'lost') then 'critical'
             else 'warning' end,
        count(*),
        'slots that are lost, or hold WAL until the disk is full (health.wal_bytes); mend the '
        'replica, or pg_drop_replication_slot'
    from pg_replication_slots as s
    cross join limits as m
    where s.wal_status = 'lost'
       or case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end
          - s.restart_lsn > m.wal_bytes
    union all
    select
        'server: archiving fails',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'the last segment was not archived, or WAL is far behind (health.wal_bytes); aquascene '
        'backup check, and the server''s log'
    from pg_stat_archiver as a
    cross join limits as m
    where a.last_failed_time > coalesce(a.last_archived_time, '-infinity')
       or not pg_is_in_recovery() and current_setting('archive_mode') <> 'off'
      and a.last_archived_wal ~ '^[0-9A-F]{24}'
          -- The name of a segment says where it begins: after the timeline the number of 4 GB, and
          -- the place in it in segments.
      and case when not pg_is_in_recovery() then pg_current_wal_lsn() end - '0/0'::pg_lsn
          - ('x' || substr(a.last_archived_wal, 9, 8))::bit(32)::bigint * 4294967296
          - ('x' || substr(a.last_archived_wal, 17, 8))::bit(32)::bigint
            * pg_size_bytes(current_setting('wal_segment_size')) > m.wal_bytes
    union all
    select
        'server: databases near wraparound',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'databases of old transactions or multixacts (health.wraparound_age); end what is old, '
        'then vacuum (freeze)'
    from pg_database as d
    cross join limits as m
    where greatest(age(d.datfrozenxid), mxid_age(d.datminmxid)) > m.wraparound_age
    union all
    select
        'server: tables with many dead rows',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'tables of more dead rows than living (health.dead_rows); vacuum them, when nothing above '
        'keeps the rows'
    from pg_stat_user_tables as t
    cross join limits as m
    where t.n_dead_tup > m.dead_rows and t.n_dead_tup > t.n_live_tup
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
        'jobs that are due, or lost their worker, and are not run (health.late); start aquascene '
        'jobs daemon, or pg_cron'
    from ops.job_states as s
    join ops.scheduled_jobs as j on j.name = s.job_name and j.is_enabled
    cross join limits as m
    where case when s.run_id is null then greatest(s.next_due_at, s.retry_at)
               else s.expires_at end < ops.now() - m.late
    union all
    select
        'content: hours the queue waits',
        case when q.since > ops.now() - m.queue_late is not false then 'ok' else 'warning' end,
        coalesce(greatest(floor(extract(epoch from ops.now() - q.since) / 3600), 0), 0)::bigint,
        'since the oldest raw item was due (health.queue_late); aquascene process run'
    from (
        select min(r.next_attempt_at) as since
        from content.raw_queue as r
    ) as q
    cross join limits as m
    union all
    select
        'newsletter: recipients overdue',
        case when count(*) = 0 then 'ok' else 'warning' end,
        coalesce(sum(c.size - c.claimed_count), 0),
        'recipients whom no worker took (health.late); aquascene newsletter send --follow'
    from newsletter.newsletter_chunks as c
    join newsletter.newsletter_issues as i
        on i.id = c.issue_id and i.status = 'sending' and i.paused_at is null
    cross join limits as m
    where c.claimed_count < c.size and c.due_at < ops.now() - m.late
    union all
    select
        'events: roll-ups behind',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'roll-ups that did not run (health.late); aquascene jobs run roll-up; end long transactions'
    from ops.rollup_watermarks as w
    cross join limits as m
    where w.rolled_up_at < ops.now() - m.late
    union all
    select
        'audit: entries not sealed',
        case when count(*) = 0 then 'ok' else 'warning' end,
        count(*),
        'entries without a seal (health.late), at most 1000; aquascene audit seal; end long '
        'transactions'
    from (
        select
        from audit.audit_log as a
        cross join limits as m
        where a.xid >= coalesce((select h.xid_below from audit.chain_heads as h), 0)
          -- in its months alone: what began a day before the last seal is a long transaction
          and a.changed_at >= coalesce(
              (select least(h.sealed_at, ops.now()) - interval '1 day' from audit.chain_heads as h),
              '-infinity')
          and a.changed_at < ops.now() - m.late
        limit 1000
    ) as a
    union all
    select
        'backups: too old, or failed',
        case when count(*) = 0 then 'ok' else 'critical' end,
        count(*),
        'repositories whose last backup failed or is old (health.backup_age); aquascene backup run'
    from ops.backup_report as b
    cross join limits as m
    where b.error is not null
       or coalesce(b.backup_at, '-infinity') < ops.now() - m.backup_age and b.repository < 3
    union all
    select
        'server: replicas behind',
        case when not pg_has_role('pg_read_all_stats', 'usage') then 'unknown'
             when count(*) = 0 then 'ok'
             else 'warning' end,
        count(*),
        'replicas behind (health.replica_delay, health.wal_bytes), or this one; see '
        'pg_stat_replication, the network, and long queries there'
    from (
        select
        from pg_stat_replication as r
        cross join limits as m
        where r.replay_lag > m.replica_delay
           or case when not pg_is_in_recovery() then pg_current_wal_lsn() end
              - r.replay_lsn > m.wal_bytes
        union all
        select
        from limits as m
        where pg_is_in_recovery() and pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()
          and pg_last_xact_replay_timestamp() < clock_timestamp() - m.replica_delay
    ) as r
    union all
    select
        'server: blocks read from disk',
        case when d.reads < m.read_blocks or d.percent < m.read_percent then 'ok'
             else 'warning' end,
        d.percent,
        'percent of blocks not found in shared_buffers (health.read_percent); raise '
        'shared_buffers, or see pg_stat_statements'
    from (
        select s.blks_read as reads,
               coalesce(round(100.0 * s.blks_read / nullif(s.blks_read + s.blks_hit, 0)),
                        0)::bigint as percent
        from pg_stat_database as s
        where s.datname = current_database()
    ) as d
    cross join limits as m
) as h;

comment on view analytics.system_health is $$One row for each check of the running system.$$;
comment on column analytics.system_health.check_name is $$What is checked.$$;
comment on column analytics.system_health.status is
$$ok, warning, critical, or unknown when who asks may not see it.$$;
comment on column analytics.system_health.value is $$How many of them there are.$$;
comment on column analytics.system_health.detail is $$What they are, and what to do.$$;

grant select on analytics.system_health to aquascene_reader;

commit;
