-- Verify aquascene:ops/triggers/plan_job on pg

begin;

select 1 / (t.tgenabled = 'O' and t.tgfoid = 'ops._plan_job()'::regprocedure and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_trigger as t
  join pg_catalog.pg_proc as p on p.oid = t.tgfoid
 where t.tgrelid = 'ops.scheduled_jobs'::regclass and t.tgname = 'plan';

rollback;
