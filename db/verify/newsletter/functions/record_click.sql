-- Verify aquascene:newsletter/functions/record_click on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.record_click(text,bigint,text,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'newsletter.record_click(text,bigint,text,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'newsletter.record_click(text,bigint,text,boolean)',
    'EXECUTE'))::int;

rollback;
