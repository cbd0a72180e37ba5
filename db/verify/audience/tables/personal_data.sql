-- Verify aquascene:audience/tables/personal_data on pg

begin;

select
    table_name, person_column, erasure, columns, exported_as, description
  from audience.personal_data
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.personal_data'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'audience.personal_data', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audience.personal_data', 'INSERT'))::int;

rollback;
