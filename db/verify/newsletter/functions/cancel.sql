-- Verify aquascene:newsletter/functions/cancel on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.return_to_draft(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.return_to_draft(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.return_to_draft(uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.cancel(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'newsletter.cancel(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'newsletter.cancel(uuid)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.retry(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'newsletter.retry(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'newsletter.retry(uuid)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.retry_failed(uuid,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.retry_failed(uuid,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.retry_failed(uuid,text)',
    'EXECUTE'))::int;

rollback;
