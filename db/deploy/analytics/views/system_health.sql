-- Deploy aquascene:analytics/views/system_health to pg
-- requires: ops/views/partition_report
-- requires: newsletter/views/delivery_accounting
-- requires: audit/tables/system_events
-- requires: content/tables/raw_leases
-- requires: scraping/tables/scraping_jobs

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
) as h;

comment on view analytics.system_health is $$One row for each check of the running system.$$;
comment on column analytics.system_health.check_name is $$What is checked.$$;
comment on column analytics.system_health.status is $$ok, warning or critical.$$;
comment on column analytics.system_health.value is $$How many of them there are.$$;
comment on column analytics.system_health.detail is $$What they are, and what to do.$$;

grant select on analytics.system_health to aquascene_reader;

commit;
