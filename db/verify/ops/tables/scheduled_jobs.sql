-- Verify aquascene:ops/tables/scheduled_jobs on pg

begin;

select
    name, description, schedule, time_zone, kind, command, timeout, misfire_policy, max_attempts,
    is_repeated, is_enabled, created_at, updated_at
  from ops.scheduled_jobs
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.scheduled_jobs'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'ops.scheduled_jobs'::regclass and tgname = 'updated_at';
select 1 / has_table_privilege('aquascene_reader', 'ops.scheduled_jobs', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.scheduled_jobs', 'INSERT'))::int;

rollback;
