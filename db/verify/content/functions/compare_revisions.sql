-- Verify aquascene:content/functions/compare_revisions on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._find_version(uuid,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._find_version(uuid,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.compare_revisions(uuid,integer,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.compare_revisions(uuid,integer,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.compare_revisions(uuid,integer,integer)',
    'EXECUTE'))::int;

rollback;
