-- Test content.raw_content: columns, keys, indexes, checks, the trigger of updated_at.
begin;
select plan(22);

select results_eq(
    $$ select test.columns('content.raw_content') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('source_url text not null'),
              ('source_domain character varying(255) not null'),
              ('content_type character varying(50) not null'),
              ('title text'),
              ('content text'),
              ('html_content text'),
              ('images jsonb not null default ''[]''::jsonb'),
              ('metadata jsonb not null default ''{}''::jsonb'),
              ('scraped_at timestamp with time zone not null default now()'),
              ('processed boolean not null default false'),
              ('processing_status character varying(20) not null '
               'default ''pending''::character varying'),
              ('processing_error text'),
              ('content_hash character varying(64)'),
              ('language character varying(10) default ''en''::character varying'),
              ('word_count integer'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()'),
              ('duplicate_of uuid'),
              ('similarity numeric(4,3)') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.raw_content') $$,
    $$ values ('FOREIGN KEY (duplicate_of) REFERENCES content.raw_content(id) ON DELETE SET NULL'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (content_hash)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.raw_content') $$,
    $$ values ('idx_raw_content_content_type btree (content_type)'),
              ('idx_raw_content_processed_scraped btree (processed, scraped_at)'),
              ('idx_raw_content_source_domain btree (source_domain)'),
              ('raw_content_duplicate_of_idx btree (duplicate_of) '
               'WHERE (duplicate_of IS NOT NULL)'),
              ('raw_content_failed_idx btree (updated_at) '
               'WHERE ((processing_status)::text = ''failed''::text)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select title from content.raw_content $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; update content.raw_content set title = '' $$, r.name), '42501',
    null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);

create temp table item as select test.raw() as id;
select throws_like(
    format('update content.raw_content set %s', c.assignment), format('%%"%s"%%', c.name),
    format('should refuse %s', c.what))
  from (values
            ('raw_content_word_count_is_a_count', 'a negative word_count', 'word_count = -1'),
            ('raw_content_hash_has_64_digits', 'a short hash',
             'content_hash = repeat(''a'', 63)'),
            ('raw_content_similarity_is_in_range', 'a similarity above one', 'similarity = 1.001'),
            ('raw_content_is_not_its_own_duplicate', 'a row that repeats itself',
             'duplicate_of = id'),
            ('raw_content_images_is_a_list', 'images that are no list', 'images = ''{}'''),
            ('raw_content_metadata_is_an_object', 'metadata that are no object',
             'metadata = ''[]''')
       ) as c (name, what, assignment);
select throws_like(
    $$ select test.raw(status => 'done') $$, '%"raw_content_processing_status_is_known"%',
    'should refuse a strange status');
select lives_ok(
    format($$ select test.raw(status => %L) $$, s.status), format('should accept %s', s.status))
  from (values ('pending'), ('completed'), ('failed'), ('skipped')) as s (status);
select lives_ok(
    $$ update content.raw_content
          set word_count = 0, similarity = 0, content_hash = repeat('a0', 32)
        where id = (select id from item) $$,
    'should accept no words, no similarity and a hash');
select throws_ok(
    $$ update content.raw_content set content_hash = repeat('a0', 32) $$, '23505', null,
    'should refuse a text that is there already');

select test.travel_to('2030-05-06 07:08Z');
update content.raw_content set title = 'new';
select is(min(updated_at), '2030-05-06 07:08Z', 'should stamp updated_at') from content.raw_content;
select test.travel_to('2031-05-06 07:08Z');
update content.raw_content set processing_error = 'x';
select is(max(updated_at), '2030-05-06 07:08Z',
          'should leave it to the queue to stamp what is processed') from content.raw_content;

select * from finish();
rollback;
