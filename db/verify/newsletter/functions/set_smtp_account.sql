-- Verify aquascene:newsletter/functions/set_smtp_account on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.set_smtp_account(text,text,integer,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'newsletter.set_smtp_account(text,text,integer,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.set_smtp_account(text,text,integer,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'newsletter.set_sending_limit(text,text,numeric,integer,integer,date,integer,numeric)' as
        regprocedure);
select 1 / has_function_privilege(
    'aquascene_admin',
    'newsletter.set_sending_limit(text,text,numeric,integer,integer,date,integer,numeric)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.set_sending_limit(text,text,numeric,integer,integer,date,integer,numeric)',
    'EXECUTE'))::int;

rollback;
