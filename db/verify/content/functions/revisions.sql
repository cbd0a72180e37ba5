-- Verify aquascene:content/functions/revisions on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._word_similarity(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._word_similarity(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.revisions(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.revisions(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.revisions(uuid)',
    'EXECUTE'))::int;

rollback;
