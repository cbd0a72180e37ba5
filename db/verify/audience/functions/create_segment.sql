-- Verify aquascene:audience/functions/create_segment on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._checked_criteria(text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._checked_criteria(text,jsonb)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.create_segment(text,text,text,jsonb)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.create_segment(text,text,text,jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.create_segment(text,text,text,jsonb)',
    'EXECUTE'))::int;

rollback;
