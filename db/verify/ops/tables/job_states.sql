-- Verify aquascene:ops/tables/job_states on pg

begin;

select
    job_name, next_due_at, attempt_count, retry_at, run_id, run_started_at, backend_pid,
    expires_at
  from ops.job_states
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.job_states'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'ops.job_states', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.job_states', 'INSERT'))::int;

rollback;
