-- Verify aquascene:content/functions/set_slug on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._set_slug()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'content._set_slug()', 'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._set_slug()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'a_slug';

rollback;
