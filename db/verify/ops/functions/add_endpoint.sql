-- Verify aquascene:ops/functions/add_endpoint on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops._encrypted(bytea)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._encrypted(bytea)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops._locked_endpoint(bigint)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._locked_endpoint(bigint)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.add_endpoint(text,text[],text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.add_endpoint(text,text[],text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.add_endpoint(text,text[],text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.rotate_endpoint_secret(bigint,interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.rotate_endpoint_secret(bigint,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.rotate_endpoint_secret(bigint,interval)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.enable_endpoint(bigint,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.enable_endpoint(bigint,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.enable_endpoint(bigint,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.remove_endpoint(bigint)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.remove_endpoint(bigint)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.remove_endpoint(bigint)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid =
       'ops.replay(bigint,timestamp with time zone)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.replay(bigint,timestamp with time zone)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.replay(bigint,timestamp with time zone)',
    'EXECUTE'))::int;

rollback;
