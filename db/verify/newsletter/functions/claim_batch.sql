-- Verify aquascene:newsletter/functions/claim_batch on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.claim_batch(text,integer,interval,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.claim_batch(text,integer,interval,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.claim_batch(text,integer,interval,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.next_due_in()'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'newsletter.next_due_in()', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.next_due_in()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.heartbeat(text,interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.heartbeat(text,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.heartbeat(text,interval)',
    'EXECUTE'))::int;

rollback;
