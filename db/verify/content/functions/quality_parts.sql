-- Verify aquascene:content/functions/quality_parts on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._quality_parts(content.generated_content)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._quality_parts(content.generated_content)',
    'EXECUTE'))::int;

rollback;
