-- Verify aquascene:ops/functions/claim_deliveries on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops._webhook_signature(text,text,text,bytea)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._webhook_signature(text,text,text,bytea)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.claim_deliveries(text,integer,interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'ops.claim_deliveries(text,integer,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.claim_deliveries(text,integer,interval)',
    'EXECUTE'))::int;

rollback;
