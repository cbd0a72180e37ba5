-- Verify aquascene:content/functions/category_path on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.category_path(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.category_path(integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'content.category_path(integer)',
    'EXECUTE'))::int;

rollback;
