-- Verify aquascene:content/functions/guard_text on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._guard_text()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'content._guard_text()', 'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._guard_text()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'guard_text';

rollback;
