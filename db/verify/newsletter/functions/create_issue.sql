-- Verify aquascene:newsletter/functions/create_issue on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'newsletter.create_issue(text,uuid[],text,text,integer[],integer[],'
    'text[],text,interval,boolean,text,jsonb,boolean)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.create_issue(text,uuid[],text,text,integer[],integer[],'
    'text[],text,interval,boolean,text,jsonb,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.create_issue(text,uuid[],text,text,integer[],integer[],'
    'text[],text,interval,boolean,text,jsonb,boolean)',
    'EXECUTE'))::int;

rollback;
