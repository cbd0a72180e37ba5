-- Verify aquascene:ops/views/job_report on pg

begin;

select
    name, description, kind, schedule, time_zone, is_enabled, next_due_at, retry_at, is_running,
    last_status, last_started_at, last_duration, last_worker, last_error
  from ops.job_report
 where false;
select 1 / has_table_privilege('aquascene_reader', 'ops.job_report', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'ops.job_report', 'SELECT'))::int;

rollback;
