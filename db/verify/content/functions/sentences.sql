-- Verify aquascene:content/functions/sentences on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef and p.proretset)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._sentences(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'content._sentences(text)',
    'EXECUTE'))::int;

rollback;
