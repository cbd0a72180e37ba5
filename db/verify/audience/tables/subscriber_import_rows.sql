-- Verify aquascene:audience/tables/subscriber_import_rows on pg

begin;

select
    import_id, row_number, line_number, fields, problem, repeated_key
  from audience.subscriber_import_rows
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscriber_import_rows'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.subscriber_import_rows'::regclass
   and c.relname in ('subscriber_import_rows_repeated_idx');
select 1 / has_column_privilege(
    'aquascene_editor', 'audience.subscriber_import_rows', 'fields', 'INSERT')::int;
select 1 / (not has_column_privilege(
    'aquascene_editor', 'audience.subscriber_import_rows', 'repeated_key', 'INSERT'))::int;
select 1 / (not has_table_privilege(
    'aquascene_editor', 'audience.subscriber_import_rows', 'SELECT'))::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscriber_import_rows', 'DELETE'))::int;

rollback;
