-- Verify aquascene:audience/functions/record_bounce on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._locked_subscriber(uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._locked_subscriber(uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.record_bounce(uuid,text,text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.record_bounce(uuid,text,text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.record_bounce(uuid,text,text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.record_delivery(uuid[],timestamp with time zone)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.record_delivery(uuid[],timestamp with time zone)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.record_delivery(uuid[],timestamp with time zone)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.record_complaint(uuid,text,jsonb)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.record_complaint(uuid,text,jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.record_complaint(uuid,text,jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.unsubscribe_person(uuid,text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.unsubscribe_person(uuid,text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.unsubscribe_person(uuid,text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.resubscribe(text,inet)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'audience.resubscribe(text,inet)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'audience.resubscribe(text,inet)',
    'EXECUTE'))::int;

rollback;
