-- Verify aquascene:ops/functions/now on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.now()'::regprocedure;
select 1 / has_function_privilege('aquascene_reader', 'ops.now()', 'EXECUTE')::int;
select 1 / (not has_function_privilege('public', 'ops.now()', 'EXECUTE'))::int;

rollback;
