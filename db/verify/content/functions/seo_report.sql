-- Verify aquascene:content/functions/seo_report on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.seo_report(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_reader', 'content.seo_report(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.seo_report(uuid)',
    'EXECUTE'))::int;

rollback;
