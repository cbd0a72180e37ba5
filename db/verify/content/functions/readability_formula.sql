-- Verify aquascene:content/functions/readability_formula on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.readability_formula(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.readability_formula(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.readability_formula(text)',
    'EXECUTE'))::int;

rollback;
