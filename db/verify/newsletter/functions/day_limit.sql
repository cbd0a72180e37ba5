-- Verify aquascene:newsletter/functions/day_limit on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._day_limit(newsletter.sending_limits)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._day_limit(newsletter.sending_limits)',
    'EXECUTE'))::int;

rollback;
