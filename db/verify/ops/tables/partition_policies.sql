-- Verify aquascene:ops/tables/partition_policies on pg

begin;

select
    table_name, partition_column, premake_months, retention, is_archived, fillfactor, description,
    created_at, updated_at
  from ops.partition_policies
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.partition_policies'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'ops.partition_policies'::regclass and tgname = 'updated_at';
select 1 / has_table_privilege('aquascene_reader', 'ops.partition_policies', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.partition_policies', 'INSERT'))::int;

rollback;
