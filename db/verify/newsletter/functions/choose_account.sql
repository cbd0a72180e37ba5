-- Verify aquascene:newsletter/functions/choose_account on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.choose_account()'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.choose_account()',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.choose_account()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.suspend_account(text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.suspend_account(text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.suspend_account(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._allowance(text,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._allowance(text,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._spend(text,bigint)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._spend(text,bigint)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._hold_back(uuid,date,boolean,uuid[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._hold_back(uuid,date,boolean,uuid[])',
    'EXECUTE'))::int;

rollback;
