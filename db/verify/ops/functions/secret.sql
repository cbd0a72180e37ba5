-- Verify aquascene:ops/functions/secret on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._secret(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._secret(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._encryption_key(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._encryption_key(text)',
    'EXECUTE'))::int;

rollback;
