-- Verify aquascene:audience/tables/segment_membership_events on pg

begin;

select
    id, segment_id, subscriber_id, is_entry, occurred_at
  from audience.segment_membership_events
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.segment_membership_events'::regclass;
select 1 / has_table_privilege(
    'aquascene_reader', 'audience.segment_membership_events', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.segment_membership_events', 'INSERT'))::int;

rollback;
