-- Verify aquascene:analytics/functions/rate on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'analytics._rate(bigint,bigint)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'analytics._rate(bigint,bigint)',
    'EXECUTE'))::int;

rollback;
