-- Verify aquascene:content/functions/search_queries on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._search_queries(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._search_queries(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._parse_query(regconfig,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._parse_query(regconfig,text)',
    'EXECUTE'))::int;

rollback;
