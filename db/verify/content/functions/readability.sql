-- Verify aquascene:content/functions/readability on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._count_sentences(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._count_sentences(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._syllables(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._syllables(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._reading_ease(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._reading_ease(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.readability(text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.readability(text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.readability(text,text)',
    'EXECUTE'))::int;

rollback;
