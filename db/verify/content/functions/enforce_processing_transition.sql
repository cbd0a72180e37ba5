-- Verify aquascene:content/functions/enforce_processing_transition on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._enforce_processing_transition()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._enforce_processing_transition()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._enforce_processing_transition()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.raw_content'::regclass and tgname = 'transition';

rollback;
