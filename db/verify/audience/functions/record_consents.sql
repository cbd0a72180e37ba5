-- Verify aquascene:audience/functions/record_consents on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._record_consents(uuid,jsonb,text,inet,text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._record_consents(uuid,jsonb,text,inet,text,jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._checked_consents(jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._checked_consents(jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.consent_history(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'audience.consent_history(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.consent_history(uuid)',
    'EXECUTE'))::int;

rollback;
