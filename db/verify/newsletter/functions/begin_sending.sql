-- Verify aquascene:newsletter/functions/begin_sending on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._audience(uuid,date,text[],boolean)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._audience(uuid,date,text[],boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.estimate_recipients(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.estimate_recipients(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.estimate_recipients(uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.begin_sending(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.begin_sending(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.begin_sending(uuid)',
    'EXECUTE'))::int;

rollback;
