-- Verify aquascene:audience/functions/normalize_email on pg

begin;

select 1 / (p.provolatile = 'i' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.normalize_email(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'audience.normalize_email(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege('public', 'audience.normalize_email(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._checked_email(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._checked_email(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._quick_email(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._quick_email(text)',
    'EXECUTE'))::int;

rollback;
