-- Verify aquascene:audience/functions/suppress on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._suppress(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._suppress(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.suppress(text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.suppress(text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.suppress(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.unsuppress(text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'audience.unsuppress(text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.unsuppress(text,text)',
    'EXECUTE'))::int;

rollback;
