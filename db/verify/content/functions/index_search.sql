-- Verify aquascene:content/functions/index_search on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._index_search()'::regprocedure;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._search_words(text,text,text,text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'content._index_search()', 'EXECUTE'))::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._search_words(text,text,text,text)',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._index_search()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'index_search';

rollback;
