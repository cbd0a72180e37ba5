-- Verify aquascene:content/functions/related on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._telling_words(tsvector)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._telling_words(tsvector)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._likeness(text[],text[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._likeness(text[],text[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.related(uuid,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'content.related(uuid,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'content.related(uuid,integer)',
    'EXECUTE'))::int;

rollback;
