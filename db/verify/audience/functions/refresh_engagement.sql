-- Verify aquascene:audience/functions/refresh_engagement on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.set_engagement_rule(text,numeric,integer,interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'audience.set_engagement_rule(text,numeric,integer,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.set_engagement_rule(text,numeric,integer,interval)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.refresh_engagement(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.refresh_engagement(integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.refresh_engagement(integer)',
    'EXECUTE'))::int;

rollback;
