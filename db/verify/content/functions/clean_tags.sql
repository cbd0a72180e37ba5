-- Verify aquascene:content/functions/clean_tags on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._spell_tags(text[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._spell_tags(text[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._clean_tags()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._clean_tags()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._clean_tags()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'clean_tags';

rollback;
