-- Verify aquascene:ops/tables/webhook_endpoints on pg

begin;

select
    id, url, topics, description, is_enabled, secret, old_secret, old_secret_ends_at, cursor_xid,
    cursor_id, attempt_count, failure_count, first_failed_at, next_attempt_at, leased_by, lease_id,
    lease_ends_at, last_error, delivered_count, delivered_at, created_at, updated_at
  from ops.webhook_endpoints
 where false;
select
    endpoint_id, event_id, topic, attempt_count, error, failed_at
  from ops.webhook_failures
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid in ('ops.webhook_endpoints'::regclass, 'ops.webhook_failures'::regclass);
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'ops.webhook_endpoints'::regclass and tgname = 'updated_at';
select 1 / (count(*) = 3 and bool_and(tgenabled = 'O'))::int
  from pg_catalog.pg_trigger
 where tgrelid = 'ops.webhook_endpoints'::regclass and tgname like 'audit\_%';
select 1 / (not has_column_privilege('aquascene_reader', 'ops.webhook_endpoints', 'secret',
                                     'SELECT'))::int;
select 1 / has_column_privilege('aquascene_reader', 'ops.webhook_endpoints', 'url', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.webhook_failures', 'INSERT'))::int;

rollback;
