-- Verify aquascene:ops/tables/settings on pg

begin;

select
    key, value, description, created_at, updated_at
  from ops.settings
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.settings'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'ops.settings'::regclass and tgname = 'updated_at';
select 1 / has_table_privilege('aquascene_reader', 'ops.settings', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.settings', 'INSERT'))::int;

rollback;
