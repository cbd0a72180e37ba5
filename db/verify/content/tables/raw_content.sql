-- Verify aquascene:content/tables/raw_content on pg

begin;

select
    id, source_url, source_domain, content_type, title, content, html_content, images, metadata,
    scraped_at, processed, processing_status, processing_error, content_hash, language,
    word_count, created_at, updated_at, duplicate_of, similarity
  from content.raw_content
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.raw_content'::regclass;
select 1 / (count(*) = 5 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.raw_content'::regclass
   and c.relname in ('idx_raw_content_source_domain', 'idx_raw_content_processed_scraped',
                     'idx_raw_content_content_type', 'raw_content_duplicate_of_idx',
                     'raw_content_failed_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.raw_content'::regclass and tgname = 'updated_at';
select 1 / has_table_privilege('aquascene_reader', 'content.raw_content', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.raw_content', 'INSERT'))::int;

rollback;
