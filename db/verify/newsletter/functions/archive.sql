-- Verify aquascene:newsletter/functions/archive on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.archive(integer,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'newsletter.archive(integer,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'newsletter.archive(integer,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.archived_issue(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'newsletter.archived_issue(integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'newsletter.archived_issue(integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.archived_link(bigint)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'newsletter.archived_link(bigint)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'newsletter.archived_link(bigint)',
    'EXECUTE'))::int;

rollback;
