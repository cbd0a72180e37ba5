-- Verify aquascene:analytics/tables/content_metrics on pg

begin;

select
    id, content_id, metric_type, metric_name, metric_value, metric_data, recorded_at, date_bucket
  from analytics.content_metrics
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'analytics.content_metrics_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (date_bucket)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'analytics.content_metrics'::regclass;
select 1 / (count(*) = 1)::int
  from ops.partition_policies
 where table_name = 'analytics.content_metrics';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'analytics.content_metrics'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'analytics.content_metrics'::regclass
   and c.relname in ('idx_content_metrics_content_date', 'idx_content_metrics_type_date');
select 1 / has_table_privilege('aquascene_reader', 'analytics.content_metrics', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'analytics.content_metrics', 'INSERT'))::int;

rollback;
