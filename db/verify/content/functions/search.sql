-- Verify aquascene:content/functions/search on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._snippet(text,text,tsquery,text[],text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._snippet(text,text,tsquery,text[],text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._search_token(text,real,timestamptz,timestamptz,uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._search_token(text,real,timestamptz,timestamptz,uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = (
             'content._search_newest(text,text[],text,text,timestamptz,timestamptz,'
             'timestamptz,uuid,integer)')::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._search_newest(text,text[],text,text,timestamptz,timestamptz,'
    'timestamptz,uuid,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.search(text,text,text,text,text,timestamptz,timestamptz,text,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'content.search(text,text,text,text,text,timestamptz,timestamptz,text,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'public',
    'content.search(text,text,text,text,text,timestamptz,timestamptz,text,integer)',
    'EXECUTE'))::int;

rollback;
