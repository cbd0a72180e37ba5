-- Verify aquascene:audience/functions/is_suppressed on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._is_suppressed(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._is_suppressed(text)',
    'EXECUTE'))::int;

rollback;
