-- Verify aquascene:ops/functions/enforce_transition on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.enforce_transition()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.enforce_transition()',
    'EXECUTE'))::int;

rollback;
