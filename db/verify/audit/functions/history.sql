-- Verify aquascene:audit/functions/history on pg

begin;

select 1 / (bool_and(p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%'))::int
  from pg_catalog.pg_proc as p
 where p.oid in ('audit.history(text,text)'::regprocedure,
                 'audit.as_of(text,text,timestamptz)'::regprocedure);
select 1 / has_function_privilege('aquascene_reader', 'audit.history(text,text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app', 'audit.as_of(text,text,timestamptz)', 'EXECUTE'))::int;

rollback;
