-- Verify aquascene:audience/tables/subscriber_segment_memberships on pg

begin;

select
    subscriber_id, segment_id, added_at, added_by
  from audience.subscriber_segment_memberships
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscriber_segment_memberships'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.subscriber_segment_memberships'::regclass
   and c.relname in ('subscriber_segment_memberships_segment_id_idx',
                     'subscriber_segment_memberships_added_by_idx');
select 1 / has_table_privilege(
    'aquascene_reader', 'audience.subscriber_segment_memberships', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscriber_segment_memberships', 'INSERT'))::int;

rollback;
