-- Verify aquascene:newsletter/functions/acknowledge on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.acknowledge(bigint,uuid[],jsonb)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.acknowledge(bigint,uuid[],jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.acknowledge(bigint,uuid[],jsonb)',
    'EXECUTE'))::int;

rollback;
