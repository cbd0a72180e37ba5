-- Verify aquascene:newsletter/functions/claim_confirmations on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.claim_confirmations(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.claim_confirmations(integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.claim_confirmations(integer)',
    'EXECUTE'))::int;

rollback;
