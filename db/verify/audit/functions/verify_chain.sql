-- Verify aquascene:audit/functions/verify_chain on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audit.verify_chain(timestamptz,timestamptz)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin', 'audit.verify_chain(timestamptz,timestamptz)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_editor', 'audit.verify_chain(timestamptz,timestamptz)', 'EXECUTE'))::int;

rollback;
