-- Verify aquascene:audience/tables/subscriber_segments on pg

begin;

select
    id, name, description, segment_type, filter_criteria, subscriber_count, is_active, created_at,
    updated_at
  from audience.subscriber_segments
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscriber_segments'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_segments'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_segments'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'audience.subscriber_segments', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscriber_segments', 'INSERT'))::int;

rollback;
