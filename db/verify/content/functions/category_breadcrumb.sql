-- Verify aquascene:content/functions/category_breadcrumb on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.category_breadcrumb(integer,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.category_breadcrumb(integer,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'content.category_breadcrumb(integer,text)',
    'EXECUTE'))::int;

rollback;
