-- Verify aquascene:ops/views/backup_report on pg

begin;

select repository, full_backup_at, backup_at, failed_at, error
  from ops.backup_report
 where false;
select 1 / has_table_privilege('aquascene_reader', 'ops.backup_report', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'ops.backup_report', 'SELECT'))::int;

rollback;
