-- Verify aquascene:content/tables/generated_content on pg

begin;

select
    id, content_type, title, content, summary, excerpt, template_used, source_materials,
    quality_score, readability_score, seo_score, engagement_prediction, status, tags, categories,
    target_audience, tone, word_count, estimated_reading_time, scheduled_for, published_at,
    created_at, updated_at, created_by, approved_by, approved_at, language, review_note, search,
    metadata, title_words, slug, focus_keyword
  from content.generated_content
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.generated_content'::regclass;
select 1 / (count(*) = 13 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.generated_content'::regclass
   and c.relname in ('idx_generated_content_status', 'idx_generated_content_type_status',
                     'idx_generated_content_published', 'idx_generated_content_tags',
                     'generated_content_categories_idx', 'idx_generated_content_search',
                     'generated_content_language_idx',
                     'generated_content_title_trigram_idx',
                     'idx_content_quality_published', 'generated_content_due_idx',
                     'generated_content_created_by_idx',
                     'generated_content_approved_by_idx',
                     'generated_content_source_materials_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.enforce_transition()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'transition';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'content.generated_content', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.generated_content', 'INSERT'))::int;

rollback;
