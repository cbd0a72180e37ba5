-- Verify aquascene:audience/functions/count_members on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._count_members(integer[],bigint[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._count_members(integer[],bigint[])',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._record_entries()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._record_entries()',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._record_exits()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._record_exits()',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._forget_members()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._forget_members()',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._forget_segments()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._forget_segments()',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._forget_all()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._forget_all()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._record_entries()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_segment_memberships'::regclass and tgname = 'record_entries';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._record_exits()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_segment_memberships'::regclass and tgname = 'record_exits';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._forget_all()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_segment_memberships'::regclass and tgname = 'forget_all';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._forget_members()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscribers'::regclass and tgname = 'forget_members';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._forget_segments()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_segments'::regclass and tgname = 'forget_segments';

rollback;
