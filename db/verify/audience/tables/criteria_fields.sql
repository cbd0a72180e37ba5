-- Verify aquascene:audience/tables/criteria_fields on pg

begin;

select
    name, kind, expression, source, missing_value, lookup, description
  from audience.criteria_fields
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.criteria_fields'::regclass;
select 1 / has_table_privilege(
    'aquascene_reader', 'audience.criteria_fields', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.criteria_fields', 'INSERT'))::int;

rollback;
