-- Verify aquascene:newsletter/functions/preview on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.preview(uuid,uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.preview(uuid,uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.preview(uuid,uuid)',
    'EXECUTE'))::int;

rollback;
