-- Verify aquascene:audience/tables/subscriber_import_faults on pg

begin;

select
    import_id, line_number, outcome, reason
  from audience.subscriber_import_faults
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscriber_import_faults'::regclass;
select 1 / has_table_privilege(
    'aquascene_reader', 'audience.subscriber_import_faults', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscriber_import_faults', 'DELETE'))::int;

rollback;
