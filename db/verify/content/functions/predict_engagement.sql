-- Verify aquascene:content/functions/predict_engagement on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._engagement_traits(content.generated_content)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._engagement_traits(content.generated_content)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._predict_engagement()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._predict_engagement()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._predict_engagement()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'score_engagement';

rollback;
