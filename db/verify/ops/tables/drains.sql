-- Verify aquascene:ops/tables/drains on pg

begin;

select
    table_name, file_node, next_block, block_count, row_count, started_at
  from ops.drains
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.drains'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'ops.drains', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.drains', 'INSERT'))::int;

rollback;
