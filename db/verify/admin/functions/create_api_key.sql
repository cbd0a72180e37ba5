-- Verify aquascene:admin/functions/create_api_key on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.create_api_key(text,text[],timestamptz)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.create_api_key(text,text[],timestamptz)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.create_api_key(text,text[],timestamptz)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.revoke_api_key(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.revoke_api_key(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.revoke_api_key(uuid)',
    'EXECUTE'))::int;

rollback;
