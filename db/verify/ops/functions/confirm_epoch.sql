-- Verify aquascene:ops/functions/confirm_epoch on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._renumber_outbox()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._renumber_outbox()', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.confirm_epoch(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_admin', 'ops.confirm_epoch(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'ops.confirm_epoch(text)', 'EXECUTE'))::int;

rollback;
