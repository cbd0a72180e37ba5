-- Verify aquascene:admin/functions/take_login_slot on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._address_key(inet)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._address_key(inet)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._login_delay(text,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._login_delay(text,integer)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._take_login_slot(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._take_login_slot(text,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._return_login_slot(text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._return_login_slot(text,text)',
    'EXECUTE'))::int;

rollback;
