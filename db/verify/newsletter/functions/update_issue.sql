-- Verify aquascene:newsletter/functions/update_issue on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.update_issue(uuid,text,text,uuid[],jsonb,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.update_issue(uuid,text,text,uuid[],jsonb,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.update_issue(uuid,text,text,uuid[],jsonb,boolean)',
    'EXECUTE'))::int;

rollback;
