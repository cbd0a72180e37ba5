-- Verify aquascene:audience/functions/engagement_level on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'audience._engagement_level(integer,integer,integer,timestamp with time '
    'zone)' as regprocedure);
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._engagement_level(integer,integer,integer,timestamp with time zone)',
    'EXECUTE'))::int;

rollback;
