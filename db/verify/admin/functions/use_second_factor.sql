-- Verify aquascene:admin/functions/use_second_factor on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._totp_code(bytea,bigint,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._totp_code(bytea,bigint,integer)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._base32(bytea)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._base32(bytea)', 'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._totp_key()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._totp_key()', 'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._totp_step(bytea,text,bigint)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._totp_step(bytea,text,bigint)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._recovery_hash(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._recovery_hash(text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._use_second_factor(uuid,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._use_second_factor(uuid,text)',
    'EXECUTE'))::int;

rollback;
