-- Verify aquascene:audience/tables/import_presets on pg

begin;

select
    name, mapping, status_values, description
  from audience.import_presets
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.import_presets'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'audience.import_presets', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.import_presets', 'DELETE'))::int;

rollback;
