-- Verify aquascene:ops/tables/epochs on pg

begin;

select
    system_identifier, timeline_id, database_oid, confirmed_at, confirmed_by, note
  from ops.epochs
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.epochs'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'ops.epochs', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.epochs', 'INSERT'))::int;

rollback;
