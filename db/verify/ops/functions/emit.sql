-- Verify aquascene:ops/functions/emit on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._emit(text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_worker',
    'ops._emit(text,jsonb)',
    'EXECUTE'))::int;

rollback;
