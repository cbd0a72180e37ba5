-- Verify aquascene:audience/functions/preferences on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._preferences_token(uuid,timestamp with time zone)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._preferences_token(uuid,timestamp with time zone)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._preferences_person(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._preferences_person(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.preferences(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_app', 'audience.preferences(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'audience.preferences(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'audience.update_preferences(text,text,text[],time without time '
    'zone,integer[],text,text,text,text,text,jsonb,inet)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_app',
    'audience.update_preferences(text,text,text[],time without time '
    'zone,integer[],text,text,text,text,text,jsonb,inet)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'audience.update_preferences(text,text,text[],time without time '
    'zone,integer[],text,text,text,text,text,jsonb,inet)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'audience._next_send_time(time without time zone,integer[],text,timestamp '
    'with time zone)' as regprocedure);
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._next_send_time(time without time zone,integer[],text,timestamp with time zone)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.next_send_time(uuid,timestamp with time zone)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'audience.next_send_time(uuid,timestamp with time zone)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.next_send_time(uuid,timestamp with time zone)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.preferences_link(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_app',
    'audience.preferences_link(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'audience.preferences_link(text)',
    'EXECUTE'))::int;

rollback;
