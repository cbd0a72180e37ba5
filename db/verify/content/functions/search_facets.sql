-- Verify aquascene:content/functions/search_facets on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.search_facets(text,text,text,text,text,timestamptz,timestamptz)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'content.search_facets(text,text,text,text,text,timestamptz,timestamptz)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'content.search_facets(text,text,text,text,text,timestamptz,timestamptz)',
    'EXECUTE'))::int;

rollback;
