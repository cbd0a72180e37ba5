-- Verify aquascene:content/functions/split_runs on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._split_runs(text,boolean)'::regprocedure;
select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._unspaced_class()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._split_runs(text,boolean)',
    'EXECUTE'))::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._unspaced_class()',
    'EXECUTE'))::int;

rollback;
