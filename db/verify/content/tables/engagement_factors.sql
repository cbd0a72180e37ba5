-- Verify aquascene:content/tables/engagement_factors on pg

begin;

select
    dimension, value, effect, sample_count
  from content.engagement_factors
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.engagement_factors'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'content.engagement_factors', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'content.engagement_factors', 'INSERT'))::int;

rollback;
