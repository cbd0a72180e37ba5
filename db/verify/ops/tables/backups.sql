-- Verify aquascene:ops/tables/backups on pg

begin;

select
    id, repository, backup_type, label, started_at, finished_at, database_bytes, repository_bytes,
    error
  from ops.backups
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.backups'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'ops.backups', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.backups', 'INSERT'))::int;

rollback;
