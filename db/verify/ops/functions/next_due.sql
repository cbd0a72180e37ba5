-- Verify aquascene:ops/functions/next_due on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._cron_values(text,integer,integer,text[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._cron_values(text,integer,integer,text[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.next_due(text,text,timestamp with time zone)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'ops.next_due(text,text,timestamp with time zone)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.next_due(text,text,timestamp with time zone)',
    'EXECUTE'))::int;

rollback;
