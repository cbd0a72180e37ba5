-- Verify aquascene:ops/functions/acknowledge_deliveries on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.acknowledge_deliveries(bigint,uuid,integer,bigint,bigint,text,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'ops.acknowledge_deliveries(bigint,uuid,integer,bigint,bigint,text,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.acknowledge_deliveries(bigint,uuid,integer,bigint,bigint,text,boolean)',
    'EXECUTE'))::int;

rollback;
