-- Verify aquascene:content/functions/add_drafts on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._add_drafts(uuid[],text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._add_drafts(uuid[],text,jsonb)',
    'EXECUTE'))::int;

rollback;
