-- Verify aquascene:newsletter/functions/day_limit on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.day_limit(newsletter.sending_limits)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'newsletter.day_limit(newsletter.sending_limits)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.day_limit(newsletter.sending_limits)',
    'EXECUTE'))::int;

rollback;
