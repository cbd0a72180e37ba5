-- Verify aquascene:audience/functions/subscribe on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._is_time_zone(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._is_time_zone(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._request(uuid,text,text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._request(uuid,text,text,jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'audience.subscribe(text,text,text,jsonb,text,inet,text,jsonb,text,text)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_app',
    'audience.subscribe(text,text,text,jsonb,text,inet,text,jsonb,text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'audience.subscribe(text,text,text,jsonb,text,inet,text,jsonb,text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.claim_requests(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.claim_requests(integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.claim_requests(integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.release_requests(uuid[])'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.release_requests(uuid[])',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.release_requests(uuid[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.confirm(text,inet)'::regprocedure;
select 1 / has_function_privilege('aquascene_app', 'audience.confirm(text,inet)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'audience.confirm(text,inet)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.change_email(uuid,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.change_email(uuid,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.change_email(uuid,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.expire_pending(integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.expire_pending(integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.expire_pending(integer)',
    'EXECUTE'))::int;

rollback;
