-- Verify aquascene:content/tables/content_assets on pg

begin;

select
    id, filename, original_filename, file_path, file_size, mime_type, file_type, width, height,
    alt_text, caption, metadata, uploaded_at, uploaded_by, is_active
  from content.content_assets
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.content_assets'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.content_assets'::regclass
   and c.relname in ('content_assets_uploaded_by_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_assets'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'content.content_assets', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.content_assets', 'INSERT'))::int;

rollback;
