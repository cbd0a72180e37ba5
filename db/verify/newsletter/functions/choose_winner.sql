-- Verify aquascene:newsletter/functions/choose_winner on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._choose_winner(uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._choose_winner(uuid)',
    'EXECUTE'))::int;

rollback;
