-- Verify aquascene:audience/functions/erase_subscriber on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._pattern(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'audience._pattern(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._person_pattern(audience.subscribers,boolean)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._person_pattern(audience.subscribers,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._coarse(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'audience._coarse(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._blot(jsonb,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._blot(jsonb,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.erase_subscriber(uuid,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'audience.erase_subscriber(uuid,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.erase_subscriber(uuid,text)',
    'EXECUTE'))::int;

rollback;
