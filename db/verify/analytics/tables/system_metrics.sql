-- Verify aquascene:analytics/tables/system_metrics on pg

begin;

select
    id, service_name, metric_name, metric_value, metric_unit, tags, recorded_at, date_bucket
  from analytics.system_metrics
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'analytics.system_metrics_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (date_bucket)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'analytics.system_metrics'::regclass;
select 1 / (count(*) = 1)::int
  from ops.partition_policies
 where table_name = 'analytics.system_metrics';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'analytics.system_metrics'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'analytics.system_metrics'::regclass
   and c.relname in ('system_metrics_name_idx');
select 1 / has_table_privilege('aquascene_reader', 'analytics.system_metrics', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'analytics.system_metrics', 'INSERT'))::int;

rollback;
