-- Verify aquascene:content/functions/tidy_tags on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._tidy_tags(text[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._tidy_tags(text[])',
    'EXECUTE'))::int;

rollback;
