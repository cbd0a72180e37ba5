-- Verify aquascene:ops/functions/check_epoch on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._timeline()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._timeline()', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._check_epoch()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._check_epoch()', 'EXECUTE'))::int;

rollback;
