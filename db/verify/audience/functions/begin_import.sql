-- Verify aquascene:audience/functions/begin_import on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = to_regprocedure(
           'audience.begin_import(text,text,text[],jsonb,jsonb,text,text,text,boolean)');
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.begin_import(text,text,text[],jsonb,jsonb,text,text,text,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.begin_import(text,text,text[],jsonb,jsonb,text,text,text,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.finish_staging(bigint)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor', 'audience.finish_staging(bigint)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.finish_staging(bigint)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._locked_import(bigint)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._locked_import(bigint)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._is_import_field(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._is_import_field(text)',
    'EXECUTE'))::int;

rollback;
