-- Verify aquascene:analytics/functions/learn_engagement on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'analytics._engagement_samples(interval)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'analytics._engagement_samples(interval)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'analytics._fit_engagement(interval,integer,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'analytics._fit_engagement(interval,integer,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'analytics.learn_engagement(interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'analytics.learn_engagement(interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'analytics.learn_engagement(interval)',
    'EXECUTE'))::int;

rollback;
