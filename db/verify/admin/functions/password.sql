-- Verify aquascene:admin/functions/password on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._password_form(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._password_form(text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._password_hash(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._password_hash(text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._is_password(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._is_password(text,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._check_password(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._check_password(text,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._set_password(uuid,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._set_password(uuid,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._new_token(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._new_token(text)', 'EXECUTE'))::int;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._token_hash(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._token_hash(text)', 'EXECUTE'))::int;

rollback;
