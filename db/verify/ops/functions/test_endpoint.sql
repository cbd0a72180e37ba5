-- Verify aquascene:ops/functions/test_endpoint on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.test_endpoint(bigint)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.test_endpoint(bigint)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_worker',
    'ops.test_endpoint(bigint)',
    'EXECUTE'))::int;

rollback;
