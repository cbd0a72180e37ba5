-- Verify aquascene:content/functions/count_words on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.count_words(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_reader', 'content.count_words(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.count_words(text)',
    'EXECUTE'))::int;

rollback;
