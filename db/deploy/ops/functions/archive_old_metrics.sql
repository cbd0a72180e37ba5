-- Deploy aquascene:ops/functions/archive_old_metrics to pg
-- requires: ops/functions/apply_retention

begin;
set local role aquascene_owner;

create or replace function ops.archive_old_metrics()
returns void
language sql
volatile
security definer                            -- only the owner drops partitions
set search_path = pg_catalog, pg_temp
as $function$
    select count(*)
      from unnest(array['analytics.content_metrics', 'analytics.newsletter_metrics',
                        'audit.audit_log']) as t (table_name)
     cross join lateral ops.apply_retention(t.table_name);
$function$;

comment on function ops.archive_old_metrics is
$$Removes content metrics, newsletter metrics and audit rows older than their retention
(2 years, 1 year, 6 months unless ops.partition_policies says otherwise).

Errors: P0002 a policy is missing. See ops.apply_retention for the numbers and all tables.$$;

revoke execute on function ops.archive_old_metrics from public;
grant execute on function ops.archive_old_metrics to aquascene_admin, aquascene_worker;

commit;
