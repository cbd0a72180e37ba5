-- Verify aquascene:content/functions/seo_checks on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._seo_keyword(content.generated_content)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._seo_keyword(content.generated_content)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._seo_checks(content.generated_content)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._seo_checks(content.generated_content)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._seo_score(content.generated_content)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._seo_score(content.generated_content)',
    'EXECUTE'))::int;

rollback;
