-- Verify aquascene:ops/functions/count_strays on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.count_strays(regclass, bigint)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader', 'ops.count_strays(regclass, bigint)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.count_strays(regclass, bigint)',
    'EXECUTE'))::int;

rollback;
