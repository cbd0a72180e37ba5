-- Verify aquascene:content/functions/ingest_raw on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'content.ingest_raw(text,text,text,text,text,jsonb,jsonb,text,timestamp '
    'with time zone)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_worker',
    'content.ingest_raw(text,text,text,text,text,jsonb,jsonb,text,timestamp with time zone)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.ingest_raw(text,text,text,text,text,jsonb,jsonb,text,timestamp with time zone)',
    'EXECUTE'))::int;

rollback;
