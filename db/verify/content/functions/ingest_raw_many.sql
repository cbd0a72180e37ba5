-- Verify aquascene:content/functions/ingest_raw_many on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._as_instant(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._as_instant(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._raw_item_fault(jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._raw_item_fault(jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._plain_title(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._plain_title(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.ingest_raw_many(jsonb)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'content.ingest_raw_many(jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.ingest_raw_many(jsonb)',
    'EXECUTE'))::int;
select 1 / (count(*) = 1)::int from pg_catalog.pg_type where oid = 'content._raw_item'::regtype;

rollback;
