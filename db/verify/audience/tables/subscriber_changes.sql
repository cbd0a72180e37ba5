-- Verify aquascene:audience/tables/subscriber_changes on pg

begin;

select
    id, xid, source, segment_id, subscriber_ids
  from audience.subscriber_changes
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscriber_changes'::regclass;
select 1 / has_table_privilege(
    'aquascene_reader', 'audience.subscriber_changes', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscriber_changes', 'INSERT'))::int;

rollback;
