-- Verify aquascene:content/functions/shingles on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._shingles(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'content._shingles(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._overlap(bigint[],bigint[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._overlap(bigint[],bigint[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.similarity(text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.similarity(text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.similarity(text,text)',
    'EXECUTE'))::int;

rollback;
