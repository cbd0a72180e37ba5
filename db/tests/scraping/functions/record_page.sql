-- Test scraping.record_page: records what came of a page.
begin;
select plan(48);

select test.travel_to('2030-05-06 12:00Z');
select test.target(
    'site',
    '{"selectors": {"content": "article"},
      "filters": {"min_word_count": 3, "exclude_patterns": ["Sponsored", "/ads/", "http://"]},
      "extraction": {"follow_links": true, "max_depth": 2}}');
select test.target('neighbour');
create temp table job as select * from scraping.start_job('site');

-- Makes a page that a worker holds, and records what came of it.
create function pg_temp.held(url text, depth integer default 0) returns bigint
language sql as $function$
    insert into scraping.scraper_pages (
        target_id, job_id, url, depth, status, claimed_by, lease_expires_at, etag, last_modified)
    select j.target_id, j.id, held.url, held.depth, 'fetching', 'w', ops.now(), 'old', 'long ago'
      from job as j
    returning id;
$function$;
create function pg_temp.fetched(url text, article jsonb) returns record
language sql as $function$
    select scraping.record_page(pg_temp.held(fetched.url), 'w', 'fetched', 200,
                                article => fetched.article);
$function$;
create function pg_temp.ruled(rules jsonb) returns void
language sql as 'update scraping.scraper_targets set scraping_rules = ruled.rules';
create temp view counted as
select pages_scraped as asked, content_found as found, errors_count as failed, error_details
  from scraping.scraping_jobs where id = (select id from job);

set local role aquascene_editor;
select throws_ok(
    $$ select scraping.record_page(1, 'w', 'failed') $$, '42501', null, 'an editor may not');
reset role;

-- New content
create temp table one as select pg_temp.held('https://example.com/one') as id;
grant select on one to aquascene_worker;
set local role aquascene_worker;
create temp table result as
select r.*
  from one
 cross join scraping.record_page(
           page_id => one.id, worker => 'w', outcome => 'fetched', status_code => 200,
           etag => 'new', last_modified => 'today',
           article => '{"title": "One", "content": "Plants need light.", "language": "nl",
                        "html_content": "<p>Plants", "images": [{"url": "a.png"}],
                        "author": "Jo", "date": "2030-01-01"}') as r;
reset role;
select results_eq(
    $$ select r.outcome_recorded, r.raw_content_id = c.id, r.links_added
         from result as r cross join content.raw_content as c $$,
    $$ values ('new', true, 0) $$, 'should return what became of new content');
select results_eq(
    $$ select source_url, content_type, title, content, html_content, images, metadata, language,
              scraped_at
         from content.raw_content $$,
    $$ values ('https://example.com/one', 'article'::varchar, 'One', 'Plants need light.',
               '<p>Plants', '[{"url": "a.png"}]'::jsonb,
               '{"author": "Jo", "date": "2030-01-01"}'::jsonb, 'nl'::varchar,
               '2030-05-06 12:00Z'::timestamptz) $$,
    'should take it in, with the rest of the article as metadata');
select results_eq(
    $$ select p.status, p.outcome, p.status_code, p.error, p.etag, p.last_modified,
              p.raw_content_id = r.raw_content_id, p.claimed_by, p.lease_expires_at, p.fetched_at
         from scraping.scraper_pages as p join one on one.id = p.id cross join result as r $$,
    $$ values ('done', 'new', 200, null::text, 'new', 'today', true, null::text,
               null::timestamptz, '2030-05-06 12:00Z'::timestamptz) $$,
    'should record it on the page, and let go of it');
select results_eq(
    'select * from counted', $$ values (1, 1, 0, '[]'::jsonb) $$, 'should count it for the job');

-- Content that is not kept
select is(
    pg_temp.fetched('https://example.com' || c.path, c.article)::text,
    format('(%s,%s,0)', c.outcome,
           case c.outcome when 'duplicate' then (select raw_content_id from result) end),
    format('should call it %s when %s', c.outcome, c.what))
  from (values
            ('/same', 'duplicate', 'the same text is there already',
             '{"content": "plants, need LIGHT"}'::jsonb),
            ('/none', 'empty', 'there is no article', null),
            ('/no-text', 'empty', 'there is no text', '{"title": "No text"}'),
            ('/dots', 'empty', 'there is no word', '{"content": " … "}'),
            ('/short', 'filtered', 'it has fewer words than the rules ask',
             '{"content": "Two words"}'),
            ('/ADS/1', 'filtered', 'the rules exclude its address',
             '{"content": "More than three words"}'),
            ('/title', 'filtered', 'the rules exclude its title',
             '{"title": "a sponsored post", "content": "More than three words"}')
       ) as c (path, outcome, what, article);
select matches(
    pg_temp.fetched('http://example.com/', '{"content": "More than three words"}')::text,
    '^\(filtered,', 'should find an excluded pattern where the address begins');
select results_eq(
    $$ select split_part(url, '.com', 2), status, outcome, raw_content_id is not null
         from scraping.scraper_pages
        where url ~ 'com/.' and url !~ '/one$'
        order by url collate "C" $$,
    $$ values ('/ADS/1', 'done', 'filtered', false), ('/dots', 'done', 'empty', false),
              ('/no-text', 'done', 'empty', false), ('/none', 'done', 'empty', false),
              ('/same', 'done', 'duplicate', true), ('/short', 'done', 'filtered', false),
              ('/title', 'done', 'filtered', false) $$,
    'should record that on the pages');
select is(count(*), 1::bigint, 'should take in nothing of it') from content.raw_content;
select matches(
    pg_temp.fetched('https://example.com/sponso',
                    '{"title": "red", "content": "Sponsored, three words"}')::text,
    '^\(new,', 'should look for excluded patterns in address and title only, each as a whole');
select matches(
    pg_temp.fetched('https://example.com/untitled', '{"content": "Three other words"}')::text,
    '^\(new,', 'should keep what has just enough words, and no title');
select results_eq(
    'select asked, found, failed from counted', $$ values (11, 3, 0) $$,
    'should count for the job what was asked, and what of it was new');

-- Pages without an article
create temp table answers as
select o.outcome, pg_temp.held('https://example.com/' || o.outcome) as id, o.status_code, o.error
  from (values ('not_modified', 304, null), ('blocked', null, null),
               ('failed', 503, 'it is down')) as o (outcome, status_code, error);
update scraping.scraper_pages
   set raw_content_id = (select raw_content_id from result), error = 'of last time'
 where id in (select id from answers);
select results_eq(
    format($$ select outcome_recorded, raw_content_id = (select raw_content_id from result),
                     links_added
                from scraping.record_page(
                         %s, 'w', %L, %L, %L, article => '{"content": "Not to be taken in"}',
                         links => '{https://example.com/not-to-be-followed}') $$,
           a.id, a.outcome, a.status_code, a.error),
    format('values (%L, true, 0)', a.outcome),
    format('should record %s, and what the page gave before', a.outcome))
  from answers as a;
select results_eq(
    $$ select p.outcome, p.status, p.status_code, p.error, p.etag, p.last_modified, p.claimed_by,
              p.raw_content_id = (select raw_content_id from result)
         from scraping.scraper_pages as p join answers as a on a.id = p.id
        order by p.outcome collate "C" $$,
    $$ values ('blocked', 'blocked', null::integer, null::text, 'old', 'long ago', null::text,
               true),
              ('failed', 'failed', 503, 'it is down', 'old', 'long ago', null, true),
              ('not_modified', 'done', 304, null, 'old', 'long ago', null, true) $$,
    'should record it on the page, whose ETag stays when none is given');
select results_eq(
    'select * from counted',
    $$ values (13, 3, 1, '[{"url": "https://example.com/failed", "error": "it is down"}]'::jsonb)
    $$,
    'should count answers and failures, and tell the failure');
update scraping.scraping_jobs
   set error_details = (select jsonb_agg(n) from generate_series(1, n.of) as n)
  from (values (99)) as n (of);
select scraping.record_page(pg_temp.held('https://example.com/a'), 'w', 'failed', error => 'last');
select scraping.record_page(pg_temp.held('https://example.com/b'), 'w', 'failed', error => 'more');
select results_eq(
    $$ select asked, failed, jsonb_array_length(error_details), error_details -> 99
         from counted $$,
    $$ values (13, 3, 100, '{"url": "https://example.com/a", "error": "last"}'::jsonb) $$,
    'should tell no more than the first hundred failures');

-- Links
delete from scraping.scraper_pages;
update scraping.scraper_targets set domains = '{example.com,[::1]}', max_pages = 8;
select pg_temp.held('https://example.com/known');
insert into scraping.scraper_pages (target_id, url)
select id, 'https://example.com/z' from scraping.scraper_targets where name = 'neighbour';
select is(
    links_added, 5, 'should say how many links it added')
  from scraping.record_page(
           pg_temp.held('https://example.com/page', 1), 'w', 'fetched', 200,
           article => '{"content": "Short"}',
           links => array[
               'https://example.com/z#part', 'https://other.com/', 'https://example.com/known#x',
               'http://user:word@EXAMPLE.com:81/a', 'https://example.com.other.com/',
               'https://www.example.com/', 'https://example.com/z', 'https://[::1]:80/six',
               'https://other.com/?https://example.com/', 'https://other.com@example.com?q',
               'mailto:jo@example.com', '/relative', '', null, 'https://example.com@other.com/',
               'https://example.com#x', 'https://example.com/page']);
select results_eq(
    $$ select p.url, p.depth, p.status, p.job_id = j.id, p.discovered_at <= ops.now()
         from scraping.scraper_pages as p cross join job as j
        where p.depth = 2
        order by p.id $$,
    $$ values ('https://example.com/z', 2, 'pending', true, true),
              ('http://user:word@EXAMPLE.com:81/a', 2, 'pending', true, true),
              ('https://[::1]:80/six', 2, 'pending', true, true),
              ('https://other.com@example.com?q', 2, 'pending', true, true),
              ('https://example.com', 2, 'pending', true, true) $$,
    'should add each once, as found, without fragment, when its host may be asked');
select is(
    links_added, 1, 'should know as many pages as the target may have, and no more')
  from scraping.record_page(
           (select id from scraping.scraper_pages where url like '%known'), 'w', 'fetched',
           links => '{https://example.com/page,https://example.com/8,https://example.com/9}');
select is(
    r.links_added, 0, format('should add none when it has %s pages', 8 + m.more))
  from (values (1), (2)) as m (more)
 cross join scraping.record_page(
           pg_temp.held('https://example.com/more' || m.more), 'w', 'fetched',
           links => '{https://example.com/10}') as r;
update scraping.scraper_targets set max_pages = 100;
select is(
    links_added, 0, 'should follow no links deeper than the rules say')
  from scraping.record_page(pg_temp.held('https://example.com/deep', 2), 'w', 'fetched',
                            links => '{https://example.com/deeper}');
select is(
    links_added, 0, 'should take it when there are no links')
  from scraping.record_page(pg_temp.held('https://example.com/end'), 'w', 'fetched');

-- Rules that leave things out
update scraping.scraper_targets
   set scraping_rules = '{"extraction": {"follow_links": true}}';
select results_eq(
    $$ select outcome_recorded, links_added
         from scraping.record_page(
                  pg_temp.held('https://example.com/ads/'), 'w', 'fetched',
                  article => '{"content": "Alone"}', links => '{https://example.com/11}') $$,
    $$ values ('new', 1) $$, 'should filter nothing when the rules say no filters');
select is(
    links_added, 0, 'should follow links from the first page only when they say no depth')
  from scraping.record_page(pg_temp.held('https://example.com/second', 1), 'w', 'fetched',
                            links => '{https://example.com/12}');
select is(
    r.links_added, 0, format('should follow no links when the rules are %s', s.rules))
  from (values ('{}'), ('{"extraction": {"follow_links": false}}')) as s (rules)
 cross join lateral (select pg_temp.ruled(s.rules::jsonb)) as u
 cross join lateral scraping.record_page(
           pg_temp.held('https://example.com/' || md5(s.rules)), 'w', 'fetched',
           links => '{https://example.com/13}') as r;

-- Errors
select throws_ok(
    format($$ select scraping.record_page(1, 'w', %L) $$, o.outcome), '22023',
    format('no outcome %L', o.outcome),
    format('should refuse the outcome %s', coalesce(o.outcome, 'null')))
  from (values ('new'), ('done'), (''), (null)) as o (outcome);
select throws_ok(
    format($$ select scraping.record_page(%L, 'w', 'failed') $$, i.id), 'P0002', null,
    format('should refuse the page %s', coalesce(i.id::text, 'null')))
  from (values (-1), (null)) as i (id);
select throws_ok(
    format($$ select scraping.record_page(%s, %L, 'failed') $$,
           pg_temp.held('https://example.com/' || w.place), w.name),
    '55000', null, format('should refuse the worker %s, who does not hold it',
                          coalesce(w.name, 'null')))
  from (values (1, 'another'), (2, null)) as w (place, name);
select throws_ok(
    format($$ select scraping.record_page(%s, 'w', 'failed') $$, p.id),
    '55000', format('worker w does not hold page %s', p.id),
    'should refuse a page that the worker held once')
  from (select min(id) as id from scraping.scraper_pages where status = 'done') as p;
update scraping.scraper_pages set status = 'pending' where url = 'https://example.com/1';
select throws_ok(
    format($$ select scraping.record_page(%s, 'w', 'failed') $$, id), '55000', null,
    'should refuse a page that a new visit asks for again')
  from scraping.scraper_pages where url = 'https://example.com/1' and claimed_by = 'w';
select throws_ok(
    format($$ select scraping.record_page(%s, 'w', 'fetched', %s, article => %L) $$,
           id, c.status_code, c.article),
    c.state, null, format('should refuse %s', c.what))
  from scraping.scraper_pages
 cross join (values ('a status_code that cannot be', '23514', 42, null),
                    ('images that are no list', '22023', 200,
                     '{"content": "Some more text", "images": {}}')
            ) as c (what, state, status_code, article)
 where url = 'https://example.com/2';
select is(status, 'fetching', 'should leave the page when it refuses')
  from scraping.scraper_pages where url = 'https://example.com/2';

select * from finish();
rollback;
