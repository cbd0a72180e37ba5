-- Verify aquascene:newsletter/functions/keep_template_version on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._keep_template_version()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._keep_template_version()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'newsletter._keep_template_version()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_templates'::regclass and tgname = 'keep_version';

rollback;
