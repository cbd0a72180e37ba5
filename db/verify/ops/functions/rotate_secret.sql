-- Verify aquascene:ops/functions/rotate_secret on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._reencrypted(bytea,text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._reencrypted(bytea,text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._reencrypted_text(text,text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._reencrypted_text(text,text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._reencrypt(text,text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._reencrypt(text,text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.rotate_secret(text,interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.rotate_secret(text,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.rotate_secret(text,interval)',
    'EXECUTE'))::int;

rollback;
