-- Verify aquascene:content/functions/published_article on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.published_article(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'content.published_article(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'content.published_article(uuid)',
    'EXECUTE'))::int;

rollback;
