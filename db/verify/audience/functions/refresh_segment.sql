-- Verify aquascene:audience/functions/refresh_segment on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._write_members(integer,text,uuid[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._write_members(integer,text,uuid[])',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._refresh_all(integer,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._refresh_all(integer,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = ('audience._changed_subscribers(timestamptz,xid8,text[],integer[],'
                 'text[],bigint)')::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    ('audience._changed_subscribers(timestamptz,xid8,text[],integer[],'
                 'text[],bigint)'),
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._refresh_some(integer,text,uuid[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._refresh_some(integer,text,uuid[])',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.refresh_segment(integer,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.refresh_segment(integer,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.refresh_segment(integer,boolean)',
    'EXECUTE'))::int;

rollback;
