-- Verify aquascene:content/functions/keep_revision on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._keep_revision()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._keep_revision()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._keep_revision()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'keep_revision';

rollback;
