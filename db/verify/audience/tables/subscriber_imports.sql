-- Verify aquascene:audience/tables/subscriber_imports on pg

begin;

select
    id, file_name, source, mode, columns, fields, status_values, consents, text_version,
    is_dry_run, status, row_count, done_count, added_count, updated_count, known_count,
    suppressed_count, duplicate_count, invalid_count, created_by, created_at, finished_at
  from audience.subscriber_imports
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscriber_imports'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.subscriber_imports'::regclass
   and c.relname in ('subscriber_imports_created_by_idx');
select 1 / has_table_privilege('aquascene_reader', 'audience.subscriber_imports', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscriber_imports', 'DELETE'))::int;

rollback;
