-- Verify aquascene:ops/functions/mirror_strays on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._mirror_strays()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._mirror_strays()', 'EXECUTE'))::int;

rollback;
