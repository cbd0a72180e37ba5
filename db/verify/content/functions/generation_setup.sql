-- Verify aquascene:content/functions/generation_setup on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.generation_setup(text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.generation_setup(text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.generation_setup(text,text)',
    'EXECUTE'))::int;

rollback;
