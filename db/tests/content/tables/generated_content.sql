-- Test content.generated_content: columns, keys, indexes, checks, search, the triggers.
begin;
select plan(48);

select results_eq(
    $$ select test.columns('content.generated_content') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('content_type character varying(50) not null'),
              ('title text not null'),
              ('content text not null'),
              ('summary text'),
              ('excerpt text'),
              ('template_used character varying(100)'),
              ('source_materials jsonb not null default ''[]''::jsonb'),
              ('quality_score numeric(3,2)'),
              ('readability_score integer'),
              ('seo_score numeric(3,2)'),
              ('engagement_prediction numeric(3,2)'),
              ('status character varying(20) not null default ''draft''::character varying'),
              ('tags text[]'),
              ('categories text[]'),
              ('target_audience character varying(50)'),
              ('tone character varying(30)'),
              ('word_count integer'),
              ('estimated_reading_time integer'),
              ('scheduled_for timestamp with time zone'),
              ('published_at timestamp with time zone'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()'),
              ('created_by uuid'),
              ('approved_by uuid'),
              ('approved_at timestamp with time zone'),
              ('language character varying(10) not null default ''en''::character varying'),
              ('review_note text'),
              ('search tsvector not null default ''''::tsvector'),
              ('metadata jsonb not null default ''{}''::jsonb'),
              ('title_words tsvector not null default ''''::tsvector'),
              ('slug character varying(100)'),
              ('focus_keyword character varying(100)') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.generated_content') $$,
    $$ values ('FOREIGN KEY (approved_by) REFERENCES admin.admin_users(id)'),
              ('FOREIGN KEY (created_by) REFERENCES admin.admin_users(id)'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (slug)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.generated_content') $$,
    $$ values ('generated_content_approved_by_idx btree (approved_by)'),
              ('generated_content_categories_idx gin (categories) '
               'WHERE ((status)::text = ''published''::text)'),
              ('generated_content_created_by_idx btree (created_by)'),
              ('generated_content_due_idx btree (scheduled_for) '
               'WHERE ((status)::text = ''scheduled''::text)'),
              ('generated_content_language_idx btree (language, published_at DESC, id DESC) '
               'WHERE ((status)::text = ''published''::text)'),
              ('generated_content_source_materials_idx gin (source_materials jsonb_path_ops)'),
              ('generated_content_title_trigram_idx gin (title public.gin_trgm_ops) '
               'WHERE ((status)::text = ''published''::text)'),
              ('idx_content_quality_published btree (quality_score DESC, published_at DESC) '
               'WHERE (((status)::text = ''published''::text) AND (quality_score >= 0.7))'),
              ('idx_generated_content_published btree (published_at DESC) '
               'WHERE (published_at IS NOT NULL)'),
              ('idx_generated_content_search gin (search)'),
              ('idx_generated_content_status btree (status)'),
              ('idx_generated_content_tags gin (tags)'),
              ('idx_generated_content_type_status btree (content_type, status)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select title from content.generated_content $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; update content.generated_content set title = '' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select * from content.generated_content $$, '42501', null,
    'the public edge may not read');

-- Checks
create temp table draft as select test.content() as id;
select throws_like(
    format('update content.generated_content set %s', c.assignment), format('%%"%s"%%', c.name),
    format('should refuse %s', c.assignment))
  from (values
            ('generated_content_scores_are_in_range', 'quality_score = -0.01'),
            ('generated_content_scores_are_in_range', 'quality_score = 1.01'),
            ('generated_content_scores_are_in_range', 'seo_score = -0.01'),
            ('generated_content_scores_are_in_range', 'seo_score = 1.01'),
            ('generated_content_scores_are_in_range', 'engagement_prediction = -0.01'),
            ('generated_content_scores_are_in_range', 'engagement_prediction = 1.01'),
            ('generated_content_scores_are_in_range', 'readability_score = -1'),
            ('generated_content_scores_are_in_range', 'readability_score = 101'),
            ('generated_content_word_count_is_a_count', 'word_count = -1'),
            ('generated_content_reading_time_is_a_count', 'estimated_reading_time = -1'),
            ('generated_content_slug_is_a_slug', 'slug = ''A b'''),
            ('generated_content_focus_keyword_is_a_keyword', 'focus_keyword = '' '''),
            ('generated_content_source_materials_is_a_list', 'source_materials = ''{}'''),
            ('generated_content_metadata_is_an_object', 'metadata = ''[]''')
       ) as c (name, assignment);
select lives_ok(
    format('update content.generated_content set quality_score = %1$s, seo_score = %1$s, '
           'engagement_prediction = %1$s, readability_score = %1$s * 100, word_count = 0, '
           'estimated_reading_time = 0', c.score), format('should accept scores of %s', c.score))
  from (values ('0'), ('1'), ('null')) as c (score);
select throws_like(
    $$ select test.content('done') $$, '%"generated_content_status_is_known"%',
    'should refuse a strange status');
select lives_ok(
    format($$ select test.content(%L, title => 'as %1$s') $$, s.status),
    format('should accept %s', s.status))
  from (select distinct t.to_status as status
          from ops.status_transitions as t where t.entity = 'content') as s;
select throws_like(
    format($$ update content.generated_content set %I = null where title = 'as %s' $$, c.name,
           c.status), format('%%"generated_content_%s"%%', c.check_name),
    format('should refuse what is %s without %s', c.status, c.name))
  from (values ('scheduled', 'scheduled_for', 'scheduled_has_scheduled_for'),
               ('published', 'published_at', 'published_has_published_at'),
               ('archived', 'published_at', 'published_has_published_at')
       ) as c (status, name, check_name);
select lives_ok(
    $$ update content.generated_content set scheduled_for = null, published_at = null
        where status not in ('scheduled', 'published', 'archived') $$,
    'should need no times otherwise');

-- Search
update content.generated_content
   set title = 'Mosses', summary = 'Carpeting', content = 'Growing slowly'
 where id = (select id from draft);
select is(
    search::text, '''carpet'':2B ''grow'':3 ''moss'':1A ''slowli'':4',
    'should hold the stems of title, summary and text with their weights')
  from content.generated_content where id = (select id from draft);
update content.generated_content set language = 'de', summary = null, content = 'Die Pflanzen'
 where id = (select id from draft);
select is(
    search::text, '''moss'':1A ''pflanz'':3', 'should follow the language, and need no summary')
  from content.generated_content where id = (select id from draft);

-- Triggers
select test.travel_to('2030-05-06 07:08Z');
update content.generated_content set tone = 'friendly' where id = (select id from draft);
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from content.generated_content where id = (select id from draft);
select results_eq(
    $$ select a.action, a.old_data, a.new_data
         from audit.audit_log as a join draft on a.record_id = draft.id::text
        where a.table_name = 'content.generated_content'
          and a.changed_at = '2030-05-06 07:08Z' $$,
    $$ values ('update', '{"tone": null}'::jsonb, '{"tone": "friendly"}'::jsonb) $$,
    'should audit what was changed');
update content.generated_content set title = 'Moose' where id = (select id from draft);
select results_eq(
    $$ select a.old_data - 'slug', a.new_data - 'slug'
         from audit.audit_log as a join draft on a.record_id = draft.id::text
        where a.changed_at = '2030-05-06 07:08Z' and a.new_data ? 'title' $$,
    $$ values ('{"title": "Mosses"}'::jsonb, '{"title": "Moose"}'::jsonb) $$,
    'should not audit the words for searching');
select throws_ok(
    $$ update content.generated_content set status = 'published'
        where id = (select id from draft) $$, '55000',
    'content cannot go from draft to published', 'should refuse an edge that is not there');
select lives_ok(
    $$ update content.generated_content set status = 'review' where id = (select id from draft) $$,
    'should accept an edge of the diagram');
select lives_ok(
    $$ update content.generated_content set status = 'review' where id = (select id from draft) $$,
    'should accept a status that stays');
delete from content.generated_content where id = (select id from draft);
select results_eq(
    $$ select a.action from audit.audit_log as a join draft on a.record_id = draft.id::text
        where a.action <> 'update' order by a.action $$,
    $$ values ('delete'), ('insert') $$, 'should audit that it came and went');

select * from finish();
rollback;
