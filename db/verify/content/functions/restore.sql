-- Verify aquascene:content/functions/restore on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.restore(uuid,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'content.restore(uuid,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.restore(uuid,integer)',
    'EXECUTE'))::int;

rollback;
