-- Verify aquascene:content/functions/summarize on pg

begin;

select 1 / (p.provolatile = 'i' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.summarize(text,integer,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.summarize(text,integer,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.summarize(text,integer,text)',
    'EXECUTE'))::int;

rollback;
