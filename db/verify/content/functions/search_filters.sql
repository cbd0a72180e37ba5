-- Verify aquascene:content/functions/search_filters on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._category_branch(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._category_branch(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = (
             'content._is_wanted(text,text[],text[],text,timestamptz,text,'
             'text[],text,text,timestamptz,timestamptz)')::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._is_wanted(text,text[],text[],text,timestamptz,text,'
    'text[],text,text,timestamptz,timestamptz)',
    'EXECUTE'))::int;

rollback;
