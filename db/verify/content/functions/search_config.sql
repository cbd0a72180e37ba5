-- Verify aquascene:content/functions/search_config on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.search_config(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.search_config(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege('public', 'content.search_config(text)', 'EXECUTE'))::int;

rollback;
