-- Verify aquascene:newsletter/functions/feed on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.feed(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'newsletter.feed(integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'newsletter.feed(integer)',
    'EXECUTE'))::int;

rollback;
