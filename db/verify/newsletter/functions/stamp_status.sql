-- Verify aquascene:newsletter/functions/stamp_status on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._stamp_status()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._stamp_status()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'newsletter._stamp_status()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_issues'::regclass and tgname = 'stamp_status';

rollback;
