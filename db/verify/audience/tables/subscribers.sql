-- Verify aquascene:audience/tables/subscribers on pg

begin;

select
    id, email, first_name, last_name, full_name, phone, country, timezone, language, source,
    status, subscription_date, confirmed_at, unsubscribed_at, bounce_count, complaint_count,
    last_activity_at, preferences, custom_fields, tags, is_suppressed, created_at, updated_at
  from audience.subscribers
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscribers'::regclass;
select 1 / (count(*) = 3 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.subscribers'::regclass
   and c.relname in ('idx_subscribers_status', 'idx_subscribers_tags',
                     'idx_subscribers_active_location');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscribers'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.enforce_transition()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscribers'::regclass and tgname = 'transition';
select 1 / has_table_privilege('aquascene_reader', 'audience.subscribers', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audience.subscribers', 'INSERT'))::int;

rollback;
