-- Verify aquascene:ops/tables/job_runs on pg

begin;

select
    id, job_name, due_at, started_at, finished_at, status, worker, attempt, is_forced, error,
    result
  from ops.job_runs
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'ops.job_runs_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (started_at)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'ops.job_runs'::regclass;
select 1 / (count(*) = 1)::int from ops.partition_policies where table_name = 'ops.job_runs';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.job_runs'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'ops.job_runs'::regclass
   and c.relname in ('job_runs_job_name_started_at_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.enforce_transition()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'ops.job_runs'::regclass and tgname = 'transition';
select 1 / has_table_privilege('aquascene_reader', 'ops.job_runs', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.job_runs', 'INSERT'))::int;

rollback;
