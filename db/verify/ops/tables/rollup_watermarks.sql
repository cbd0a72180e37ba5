-- Verify aquascene:ops/tables/rollup_watermarks on pg

begin;

select
    name, below, rolled_up_at, event_count
  from ops.rollup_watermarks
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.rollup_watermarks'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'ops.rollup_watermarks', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.rollup_watermarks', 'INSERT'))::int;

rollback;
