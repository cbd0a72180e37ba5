-- Test content.ingest_raw: takes in a text, unless the same text is there already.
begin;
select plan(35);

select test.travel_to('2031-01-01 10:00Z');
select throws_ok(
    format($$ set local role %I; select content.ingest_raw('https://a.example', 'a', 't', 'x') $$,
           r.name),
    '42501', 'permission denied for function ingest_raw', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
select lives_ok(
    format($$ set local role %I; select content.ingest_raw('https://a.example', 'a', 't', %L) $$,
           r.name, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_worker'), ('aquascene_editor')) as r (name);
reset role;
delete from content.raw_content;

create temp table done as
select *
  from content.ingest_raw(
           source_url => 'https://User@Example.COM:8443/Moss?x=1#top', content_type => 'guide',
           title => 'Moss', content => 'Das Moos wächst auf dem Holz.',
           html_content => '<p>Moos', images => '[{"url": "a.png"}]', metadata => '{"k": 1}',
           language => 'nl', scraped_at => '2030-12-24Z');
select is(outcome, 'new', 'should say that it is new') from done;
select results_eq(
    $$ select source_url, source_domain::text, content_type::text, title, content, html_content,
              images, metadata, scraped_at, language::text, word_count
         from content.raw_content where id = (select raw_content_id from done) $$,
    $$ values ('https://User@Example.COM:8443/Moss?x=1#top', 'example.com', 'guide', 'Moss',
               'Das Moos wächst auf dem Holz.', '<p>Moos', '[{"url": "a.png"}]'::jsonb,
               '{"k": 1}'::jsonb, '2030-12-24Z'::timestamptz, 'nl', 6) $$,
    'should write down what it is given');
select results_eq(
    $$ select processing_status::text, processed, attempts, content_hash::text
         from content.raw_content where id = (select raw_content_id from done) $$,
    $$ values ('pending', false, 0,
               encode(sha256(convert_to('das moos wächst auf dem holz', 'UTF8')), 'hex')) $$,
    'should let it wait for a worker, with the hash of the normalised text');

create temp table again as
select * from content.ingest_raw(
    'https://elsewhere.example/', 'review', 'Other', E'  DAS Moos wa\u0308chst, auf dem Holz!');
select is(outcome, 'duplicate', 'should know the same text again, whatever is around it')
  from again;
select is(a.raw_content_id, d.raw_content_id, 'should return the row that holds it')
  from again as a, done as d;
select is(count(*), 1::bigint, 'should write no second row') from content.raw_content;
select is(title, 'Moss', 'should leave the row as it is') from content.raw_content;

create temp table plain as
select * from content.ingest_raw('http://a.example', 'article', null, 'Das Moos und der Farn.');
select results_eq(
    $$ select title, html_content, images, metadata, scraped_at, language::text
         from content.raw_content where id = (select raw_content_id from plain) $$,
    $$ values (null::text, null::text, '[]'::jsonb, '{}'::jsonb,
               '2031-01-01 10:00Z'::timestamptz, 'de') $$,
    'should fetch now, find the language, and know no more, by default');
create temp table empty as
select * from content.ingest_raw('http://a.example', 'article', '', 'Das Moos und der Stein.',
                                 null, null, null, '', null);
select results_eq(
    $$ select images, metadata, scraped_at, language::text
         from content.raw_content where id = (select raw_content_id from empty) $$,
    $$ values ('[]'::jsonb, '{}'::jsonb, '2031-01-01 10:00Z'::timestamptz, 'de') $$,
    'should take null, and an empty language, for the defaults');

create temp table host as
select h.url, h.domain, i.raw_content_id as id
  from (values ('https://b.example', 'b.example'), ('http://b.example:80', 'b.example'),
               ('https://b.example?q=c.example', 'b.example'),
               ('https://b.example#c.example', 'b.example'),
               ('https://jo:secret@b.example/@c.example', 'b.example'),
               ('https://c.example/https://b.example', 'c.example'),
               ('http://[2001:DB8::1]:8080/x', '[2001:db8::1]'),
               ('https://' || repeat('a', 253), repeat('a', 253))) as h (url, domain)
 cross join lateral content.ingest_raw(h.url, 'article', '', h.url) as i;
select is(r.source_domain::text, h.domain, format('should know the host of %s', left(h.url, 50)))
  from host as h join content.raw_content as r using (id);

select throws_ok(
    format($$ select content.ingest_raw(%L, 'article', '', 'text') $$, u.url), '22023',
    format('source_url %s is not an http(s) address', u.quoted),
    format('should refuse the address %s', left(coalesce(u.url, 'null'), 50)))
  from (values ('ftp://a.example', quote_literal('ftp://a.example')), ('a.example',
      '''a.example'''),
               ('https:///path', '''https:///path'''), (null, 'NULL'),
               ('https://' || repeat('a', 254), quote_literal('https://' || repeat('a', 192)))
       ) as u (url, quoted);
select throws_ok(
    format($$ select content.ingest_raw('https://a.example', 'article', 'Title', %L) $$, t.text),
    '22023', 'no text was given for https://a.example',
    format('should refuse the text %s', coalesce(quote_literal(t.text), 'null')))
  from (values (null), (''), (' - !')) as t (text);
select throws_ok(
    $$ select content.ingest_raw('https://a.example', 'article', '', 'text', images => '{}') $$,
    '23514', null, 'should refuse images that are no list');
select throws_ok(
    $$ select content.ingest_raw('https://a.example', 'article', '', 'text', metadata => '[]') $$,
    '23514', null, 'should refuse metadata that are no object');
select throws_ok(
    $$ select content.ingest_raw('https://a.example', null, '', 'text') $$, '23502', null,
    'should refuse a missing content_type');
select throws_ok(
    $$ select content.ingest_raw('https://a.example', repeat('a', 51), '', 'text') $$, '22001',
    null, 'should refuse a content_type that is too long');
select throws_ok(
    $$ select content.ingest_raw('https://a.example', 'article', '', 'text',
                                 language => 'en-GB-oxendict') $$, '22001',
    null, 'should refuse a language that is too long to be a code');
select is(count(*), 11::bigint, 'should write nothing of what it refuses') from content.raw_content;

select * from finish();
rollback;
