-- Verify aquascene:audience/functions/apply_import on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.apply_import(bigint,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor', 'audience.apply_import(bigint,integer)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.apply_import(bigint,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.cancel_import(bigint)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor', 'audience.cancel_import(bigint)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.cancel_import(bigint)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.delete_import_faults(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker', 'audience.delete_import_faults(integer)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.delete_import_faults(integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._import_lines(audience.subscriber_imports,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._import_lines(audience.subscriber_imports,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._text_list(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._text_list(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._json_list(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._json_list(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._instant(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._instant(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._odd_instant(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._odd_instant(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._json(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._json(text)',
    'EXECUTE'))::int;

rollback;
