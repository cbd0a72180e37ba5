-- Verify aquascene:newsletter/functions/release_expired_leases on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._resolve_unknown(uuid,text,uuid[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._resolve_unknown(uuid,text,uuid[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.release_expired_leases()'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.release_expired_leases()',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.release_expired_leases()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.resolve_unknown(uuid,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.resolve_unknown(uuid,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.resolve_unknown(uuid,text)',
    'EXECUTE'))::int;

rollback;
