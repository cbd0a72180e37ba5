-- Test content.ingest_raw: takes in a text, unless the same text is there already.
begin;
select plan(36);
select test.act_as('editor');

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
    $$ select r.processing_status::text, r.processed, q.attempts,
              r.content_hash::text collate "default"
         from content.raw_content as r
         join content.raw_queue as q on q.raw_content_id = r.id
        where r.id = (select raw_content_id from done) $$,
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
               ('https://' || repeat('a', 63) || '.example', repeat('a', 63) || '.example')
       ) as h (url, domain)
 cross join lateral content.ingest_raw(h.url, 'article', '', h.url) as i;
select is(r.source_domain::text, h.domain, format('should know the host of %s', left(h.url, 50)))
  from host as h join content.raw_content as r using (id);

select throws_ok(
    format($$ select content.ingest_raw(%L, 'article', '', 'text') $$, u.url), '22023',
    format('source_url %s is not an http(s) address of at most 2048 characters',
           coalesce(quote_literal(u.url), 'NULL')),
    format('should refuse the address %s', coalesce(u.url, 'null')))
  from (values ('ftp://a.example'), ('a.example'), ('https:///path'), (null),
               ('javascript:alert(1)'), ('https://' || repeat('a', 64))) as u (url);
select throws_ok(
    format($$ select content.ingest_raw('https://a.example', 'article', 'Title', %L) $$, t.text),
    '22023', t.message, format('should refuse the text %s', coalesce(quote_literal(t.text),
        'null')))
  from (values (null, 'content is not a text'), ('', 'content has no words'),
               (' - !', 'content has no words')) as t (text, message);
select throws_ok(
    format($$ select content.ingest_raw(%L, %s) $$, 'https://a.example', a.arguments), '22023',
    null, format('should refuse %s', a.what))
  from (values ('images that are no list', $$ 'article', '', 'text', images => '{}' $$),
               ('metadata that are no object', $$ 'article', '', 'text', metadata => '[]' $$),
               ('a missing content_type', $$ null, '', 'text' $$),
               ('a content_type that is too long', $$ repeat('a', 51), '', 'text' $$),
               ('a language that is no code',
                $$ 'article', '', 'text', language => 'en-GB-oxendict' $$)
       ) as a (what, arguments);
select is(count(*), 11::bigint, 'should write nothing of what it refuses') from content.raw_content;

select * from finish();
rollback;
