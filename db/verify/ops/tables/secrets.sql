-- Verify aquascene:ops/tables/secrets on pg

begin;

select
    name, value, use, created_at
  from ops.secrets
 where false;
select
    name, value, created_at, retired_at, expires_at, rotated_by
  from ops.old_secrets
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.secrets'::regclass;
select 1 / (not has_table_privilege('aquascene_reader', 'ops.secrets', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.secrets', 'INSERT'))::int;

rollback;
