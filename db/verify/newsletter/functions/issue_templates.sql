-- Verify aquascene:newsletter/functions/issue_templates on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._issue_templates(newsletter.newsletter_issues)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._issue_templates(newsletter.newsletter_issues)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._issue_variables(newsletter.newsletter_issues)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._issue_variables(newsletter.newsletter_issues)',
    'EXECUTE'))::int;

rollback;
