-- Verify aquascene:audience/functions/add_to_segment on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._require_manual(integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._require_manual(integer)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.add_to_segment(integer,uuid[])'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.add_to_segment(integer,uuid[])',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.add_to_segment(integer,uuid[])',
    'EXECUTE'))::int;

rollback;
