-- Verify aquascene:newsletter/functions/template_parents on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._template_parents(text[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._template_parents(text[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._template_closure(text[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._template_closure(text[])',
    'EXECUTE'))::int;

rollback;
