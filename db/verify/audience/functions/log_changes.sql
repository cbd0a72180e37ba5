-- Verify aquascene:audience/functions/log_changes on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._log_subscribers()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._log_subscribers()',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._log_changes()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._log_changes()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._log_subscribers()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscribers'::regclass and tgname = 'log_inserts';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._log_subscribers()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscribers'::regclass and tgname = 'log_updates';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._log_changes()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscription_preferences'::regclass and tgname = 'log_inserts';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._log_changes()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscription_preferences'::regclass and tgname = 'log_updates';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._log_changes()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_engagement'::regclass and tgname = 'log_inserts';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audience._log_changes()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_engagement'::regclass and tgname = 'log_updates';

rollback;
