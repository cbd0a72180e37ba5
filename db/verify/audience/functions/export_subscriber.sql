-- Verify aquascene:audience/functions/export_subscriber on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.export_subscriber(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.export_subscriber(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.export_subscriber(uuid)',
    'EXECUTE'))::int;

rollback;
