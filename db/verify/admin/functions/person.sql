-- Verify aquascene:admin/functions/person on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._permissions(uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._permissions(uuid)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._person()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._person()', 'EXECUTE'))::int;

rollback;
