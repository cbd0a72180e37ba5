-- Verify aquascene:audit/tables/system_events on pg

begin;

select
    id, event_type, event_name, event_data, severity, service_name, occurred_at, resolved_at,
    created_at
  from audit.system_events
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'audit.system_events_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (occurred_at)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'audit.system_events'::regclass;
select 1 / (count(*) = 1)::int from ops.partition_policies where table_name = 'audit.system_events';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audit.system_events'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audit.system_events'::regclass
   and c.relname in ('system_events_open_idx');
select 1 / has_table_privilege('aquascene_reader', 'audit.system_events', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audit.system_events', 'INSERT'))::int;

rollback;
