-- Verify aquascene:content/functions/found_content on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._found_content(uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._found_content(uuid)',
    'EXECUTE'))::int;

rollback;
