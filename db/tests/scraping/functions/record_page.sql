-- Test scraping.record_page: records what came of a page.
begin;
select plan(123);

select test.travel_to('2030-05-06 12:00Z');
select test.target(
    'site',
    '{"filters": {"min_word_count": 3, "exclude_patterns": ["Sponsored", "/ads/"]},
      "extraction": {"max_depth": 2},
      "rate_limiting": {"requests_per_second": 0.5}}');
update scraping.scraper_targets set categories = '{plants}', max_pages = 1000;
select test.target('neighbour');
create temp table job as select * from scraping.start_job('site');
delete from scraping.scraper_pages;

-- Makes a page, if there is none, that a worker holds.
create function pg_temp.held(path text, depth integer default 0) returns bigint
language sql as $function$
    with page as (
        insert into scraping.scraper_pages (target_id, url, depth, etag, last_modified,
                                            next_fetch_at)
        select j.target_id, 'https://example.com' || held.path, held.depth, 'old', 'long ago',
               ops.now()
          from job as j
        on conflict (target_id, url) do update set depth = excluded.depth
        returning id)
    insert into scraping.scraper_leases (job_id, host, page_id, worker, expires_at)
    select j.id, 'example.com', p.id, 'w', ops.now() + interval '1 minute'
      from page as p cross join job as j
    returning page_id;
$function$;
create function pg_temp.fetched(path text, article jsonb, links jsonb default '[]')
returns text language sql as $function$
    select r.outcome_recorded
      from scraping.record_page(pg_temp.held(fetched.path), 'w', 'fetched', 200, kind => 'page',
                                article => fetched.article, links => fetched.links) as r;
$function$;
create function pg_temp.failed(
    path text, status_code integer default null, retry_after interval default null
)
returns text language sql as $function$
    select scraping.record_page(pg_temp.held(failed.path), 'w', 'failed', failed.status_code, 'no',
                                retry_after => failed.retry_after);
    select concat_ws(' ', p.failure_count, p.next_fetch_at - ops.now())
      from scraping.scraper_pages as p where p.url = 'https://example.com' || failed.path;
$function$;
create function pg_temp.redirected(path text, location text) returns text
language sql as $function$
    select scraping.record_page(pg_temp.held(redirected.path), 'w', 'redirected', 302,
                                location => redirected.location);
    select coalesce(p.error, 'to ' || p.redirected_to)
      from scraping.scraper_pages as p where p.url = 'https://example.com' || redirected.path;
$function$;
create function pg_temp.links(page_id bigint, links text[], kind text default 'page')
returns integer language sql as $function$
    select r.links_added
      from scraping.record_page(
               links.page_id, 'w', 'fetched', 200, kind => links.kind,
               links => (select jsonb_agg(jsonb_build_object('url', l.url) order by l.place)
                           from unnest(links.links) with ordinality as l (url, place))) as r;
$function$;
create function pg_temp.rules(rules jsonb) returns void language sql as $function$
    update scraping.scraping_jobs set configuration = configuration || rules.rules;
$function$;
create temp view counted as
select asked_count as asked, pages_scraped as answered, content_found as found,
       errors_count as failed
  from scraping.scraping_jobs where id = (select id from job);

set local role aquascene_editor;
select throws_ok(
    $$ select scraping.record_page(1, 'w', 'failed') $$, '42501', null, 'an editor may not');
reset role;

-- New content
create temp table one as select pg_temp.held('/one') as id;
grant select on one to aquascene_worker;
set local role aquascene_worker;
create temp table result as
select r.*
  from one
 cross join scraping.record_page(
           page_id => one.id, worker => 'w', outcome => 'fetched', status_code => 200,
           kind => 'page', etag => 'new', last_modified => 'today',
           article => '{"title": "One <b>", "content": "Plants need light.", "language": "nl",
                        "html_content": "<p>Plants", "images": [{"url": "a.png"}],
                        "author": "Jo", "date": "2030-01-01"}', answered => '1 second') as r;
reset role;
select results_eq(
    $$ select r.outcome_recorded, r.raw_content_id = c.id, r.links_added
         from result as r cross join content.raw_content as c $$,
    $$ values ('new', true, 0) $$, 'should return what became of new content');
select results_eq(
    $$ select source_url, content_type, title, content, html_content, images, metadata, scraped_at
         from content.raw_content $$,
    $$ values ('https://example.com/one', 'article'::varchar, 'One', 'Plants need light.',
               '<p>Plants', '[{"url": "a.png"}]'::jsonb,
               '{"author": "Jo", "date": "2030-01-01", "categories": ["plants"]}'::jsonb,
               '2030-05-06 12:00Z'::timestamptz) $$,
    'should take it in, with the rest of the article and the target''s categories as metadata');
select results_eq(
    $$ select p.outcome, p.kind, p.title, p.status_code, p.error, p.etag, p.last_modified,
              p.raw_content_id = r.raw_content_id, p.job_id = j.id, p.fetched_at, p.changed_at,
              p.fetch_interval, p.next_fetch_at
         from scraping.scraper_pages as p cross join result as r cross join job as j $$,
    $$ values ('new', 'page', 'One', 200, null::text, 'new', 'today', true, true,
               '2030-05-06 12:00Z'::timestamptz, '2030-05-06 12:00Z'::timestamptz,
               interval '1 day', '2030-05-07 12:00Z'::timestamptz) $$,
    'should record it on the page, which is due again after scrape_frequency');
select is_empty($$ select from scraping.scraper_leases $$, 'should let go of the page');
select is(next_request_at, '2030-05-06 12:00:01Z',
          'should let the host rest from the beginning of its answer')
  from scraping.scraper_hosts;
select results_eq(
    'select * from counted', $$ values (1, 1, 1, 0) $$, 'should count it for the job');

-- The language of the text, not of the template
select pg_temp.fetched('/de', '{"language": "en", "content": "Die Pflanzen brauchen viel Licht und '
                              'warmes Wasser, wenn sie im Aquarium gut wachsen sollen."}');
select pg_temp.fetched('/xx', '{"language": "sw", "content": "Xyzzy plugh qwerty."}');
select results_eq(
    $$ select language from content.raw_content where source_url ~ '/(de|xx)$' order by source_url
        $$,
    $$ values ('de'::varchar), ('sw') $$,
    'should find the language of the text, and believe the page when it is not clear');

-- Content that is not kept
select is(pg_temp.fetched(c.path, c.article::jsonb), c.outcome,
          format('should call it %s when %s', c.outcome, c.what))
  from (values
            ('/same', 'duplicate', 'the same text is there', '{"content": "plants, need LIGHT"}'),
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
select is(count(*), 3::bigint, 'should take in nothing of it') from content.raw_content;
select is(pg_temp.fetched('/sponso', '{"title": "red", "content": "Sponsored, three words"}'),
          'new', 'should look for excluded patterns in address and title only, each as a whole');

-- When to look again
create function pg_temp.again(path text, content text default null) returns interval
language sql as $function$
    select case when again.content is null
                then scraping.record_page(pg_temp.held(again.path), 'w', 'not_modified', 304)::text
                else pg_temp.fetched(again.path, jsonb_build_object('content', again.content)) end;
    select p.fetch_interval from scraping.scraper_pages as p
     where p.url = 'https://example.com' || again.path and p.next_fetch_at = ops.now() +
         p.fetch_interval;
$function$;
select is(pg_temp.again('/one'), '36 hours', 'should wait half longer when nothing changed');
select is(etag || last_modified, 'newtoday', 'should keep ETag and Last-Modified then')
  from scraping.scraper_pages where url like '%/one';
select is(pg_temp.again('/one', 'Plants need light.'), '54 hours',
    'also when the text is the same');
select is(etag, null, 'should keep no ETag of another answer')
  from scraping.scraper_pages where url like '%/one';
select is(pg_temp.again('/one', 'Plants need more light.'), '27 hours',
          'should wait half as long when it changed');
select is(pg_temp.again('/one', 'Plants need less light.'), '1 day',
          'but not less than scrape_frequency');
update scraping.scraper_pages set fetch_interval = '29 days' where url like '%/one';
select is(pg_temp.again('/one'), '30 days', 'nor more than the setting says');
select is(changed_at, '2030-05-06 12:00Z', 'should say when it changed')
  from scraping.scraper_pages where url like '%/one';

-- Failures
select results_eq('select failed from counted', 'values (0)', 'should have counted no failure');
select is(pg_temp.failed('/down'), '1 1 day', 'should try again after scrape_frequency');
select is(pg_temp.failed('/down', 500), '2 2 days', 'then after twice as long');
select is(pg_temp.failed('/down', 404), '3', 'should never ask again for what is gone three times');
update scraping.scraper_pages set failure_count = 20 where url like '%/down';
select is(pg_temp.failed('/down', 500), '21 30 days', 'should wait 30 days at most');
select is(pg_temp.again('/down'), '36 hours', 'should begin anew when it is there again');
select is(failure_count, 0, 'should forget the failures')
  from scraping.scraper_pages where url like '%/down';
select is(pg_temp.failed('/busy', 503), '1 00:00:00', 'should ask a busy host again in this job');
select is(next_request_at, '2030-05-06 12:00:30Z', 'but not for half a minute')
  from scraping.scraper_hosts;
select is(pg_temp.failed('/busy', 429, '2 minutes'), '2 00:00:00', 'should do as the host says');
select is(next_request_at, '2030-05-06 12:02Z', 'and wait') from scraping.scraper_hosts;
select is(pg_temp.failed('/busy', 503), '3 4 days', 'should give up for now at the third time');
select is(pg_temp.failed('/long', 503, '11 minutes'), '1 1 day',
          'should not wait in this job when the host says too long');
select is(next_request_at, '2030-05-06 12:11Z', 'but leave it alone') from scraping.scraper_hosts;
select results_eq(
    $$ select failed, jsonb_array_length(j.error_details), j.error_details -> 0
         from counted cross join scraping.scraping_jobs as j where j.id = (select id from job) $$,
    $$ values (8, 8, '{"url": "https://example.com/down", "error": "no"}'::jsonb) $$,
    'should count failures, and tell them');
update scraping.scraping_jobs
   set error_details = (select jsonb_agg(n) from generate_series(1, 99) as n);
select pg_temp.failed('/a', 500), pg_temp.failed('/b', 500);
select is(j.error_details -> 99 ->> 'url' || jsonb_array_length(j.error_details),
          'https://example.com/a100', 'should tell no more than the first hundred')
  from scraping.scraping_jobs as j where j.id = (select id from job);

-- Blocked by robots.txt: nobody was asked.
create temp table before as select * from counted;
select scraping.record_page(pg_temp.held('/blocked'), 'w', 'blocked');
select results_eq(
    $$ select p.outcome, p.fetched_at, p.next_fetch_at, c.asked - b.asked
         from scraping.scraper_pages as p cross join counted as c cross join before as b
        where p.url like '%/blocked' $$,
    $$ values ('blocked', null::timestamptz, '2030-05-07 12:00Z'::timestamptz, 0) $$,
    'should look again when the robots.txt may have changed');

-- Redirects
select is(pg_temp.redirected('/r1', 'https://EXAMPLE.com/r2#x'), 'to https://example.com/r2',
          'should follow a redirect');
select results_eq(
    $$ select p.depth, p.redirect_count, p.outcome, p.next_fetch_at < ops.now()
         from scraping.scraper_pages as p where p.url like '%/r2' $$,
    $$ values (0, 1, null::text, true) $$, 'should ask for where it leads, no step deeper');
select is(pg_temp.redirected('/r2', 'https://example.com/r1'),
          'redirect loop: https://example.com/r1 leads back here', 'should see a loop of two');
select is(pg_temp.redirected('/self', 'https://example.com/self?utm_source=x'),
          'redirect loop: https://example.com/self leads back here', 'should see a loop of one');
select pg_temp.redirected('/t1', 'https://example.com/t2'),
       pg_temp.redirected('/t2', 'https://example.com/t3');
select is(pg_temp.redirected('/t3', 'https://example.com/t1'),
          'redirect loop: https://example.com/t1 leads back here', 'should see a loop of three');
select is(string_agg(left(r.said, 2), ' ' order by r.n), 'to to to to to mo',
          'should follow five redirects in a row')
  from (select n, pg_temp.redirected('/c' || n, 'https://example.com/c' || n + 1) as said
          from generate_series(1, 6) as n offset 0) as r;
select is(pg_temp.redirected('/off', 'https://example.org/'),
          'redirected to https://example.org/, which is at none of the domains',
          'should not leave the domains');
select is(pg_temp.redirected('/odd', 'javascript:1'),
          'redirected to javascript:1, which is not an http(s) address', 'should take no script');

-- Links
update scraping.scraper_targets set domains = '{example.com,[::1]}',
    page_count = 0 where name = 'site';
delete from scraping.scraper_pages;
select pg_temp.held('/known');
insert into scraping.scraper_pages (target_id, url)
select id, 'https://example.com/z' from scraping.scraper_targets where name = 'neighbour';
select is(
    pg_temp.links(
        pg_temp.held('/page', 1),
        array['https://example.com/z#part', 'https://other.com/', 'https://example.com/known#x',
              'http://user:word@EXAMPLE.com:81/a', 'https://example.com.other.com/',
              'https://www.example.com/?utm_source=x', 'https://example.com/z',
              'https://[::1]:80/six', 'https://other.com/?https://example.com/',
              'https://other.com@example.com?q', 'mailto:jo@example.com', '/relative', '', null,
              'https://example.com@other.com/', 'https://example.com#x',
              'https://example.com/page', 'https://example.com/a/a/a', 'https://example.com/ads/']),
    6, 'should say how many links it added');
select results_eq(
    $$ select p.url, p.depth, p.host, ops.now() - p.next_fetch_at
         from scraping.scraper_pages as p where p.depth = 2 order by p.next_fetch_at $$,
    $$ values ('https://example.com/z', 2, 'example.com', interval '11:59:59.999'),
              ('http://example.com:81/a', 2, 'example.com:81', '11:59:59.996'),
              ('https://www.example.com/', 2, 'www.example.com', '11:59:59.994'),
              ('https://[::1]:80/six', 2, '[::1]:80', '11:59:59.992'),
              ('https://example.com/?q', 2, 'example.com', '11:59:59.99'),
              ('https://example.com/', 2, 'example.com', '11:59:59.984') $$,
    'should add each once, normalised, in order, when its host may be asked');
select results_eq(
    $$ select w.host from scraping.scraping_job_hosts as w order by w.host collate "C" $$,
    $$ values ('[::1]:80'), ('example.com'), ('example.com:81'), ('www.example.com') $$,
    'should have the job ask the new hosts');
select is(page_count, 6, 'should count what the target knows')
  from scraping.scraper_targets where name = 'site';
select is(pg_temp.links(pg_temp.held('/deep', 2), '{https://example.com/deeper}'), 0,
          'should follow no links deeper than the rules say');
select pg_temp.rules('{"extraction": {"follow_links": false}}');
select is(pg_temp.links(pg_temp.held('/end'), '{https://example.com/x1}'), 0,
          'should follow none when the rules say so');
select is(pg_temp.links(pg_temp.held('/feed'), '{https://example.com/x1}', 'feed'), 1,
          'but those of a feed');
select is(pg_temp.links(pg_temp.held('/map'), '{https://example.com/x2}', 'sitemap'), 1,
          'and of a sitemap');
select pg_temp.rules('{"extraction": {"max_depth": 1}}');
select scraping.record_page(
    pg_temp.held('/index', 1), 'w', 'fetched', 200, kind => 'sitemap',
    links => '[{"url": "https://example.com/map1", "listing": true},
               {"url": "https://example.com/too-deep"}, 1, null, {"url": 1}, {}]');
select is(depth, 1, 'should count a part of a sitemap as no step deeper')
  from scraping.scraper_pages where url like '%/map1';
select is_empty($$ select from scraping.scraper_pages where url like '%/too-deep' $$,
                'should drop what is too deep');

-- What a feed says has changed
select pg_temp.rules('{"extraction": {"max_depth": 3}}');
select pg_temp.again('/old'), pg_temp.again('/fresh');
select scraping.record_page(
    pg_temp.held('/feed'), 'w', 'fetched', 200, kind => 'feed',
    links => '[{"url": "https://example.com/old", "modified": "2030-05-06T13:00:00Z"},
               {"url": "https://example.com/fresh", "modified": "2030-05-06T11:00:00Z"},
               {"url": "https://example.com/odd", "modified": "no time"}]');
select results_eq(
    $$ select p.url, p.next_fetch_at <= ops.now() from scraping.scraper_pages as p
        where p.url ~ '/(old|fresh)$' order by 1 $$,
    $$ values ('https://example.com/fresh', false), ('https://example.com/old', true) $$,
    'should ask again for what a feed says has changed since');

-- A page is asked for once a job, whatever a feed says.
select test.travel_to('2030-05-06 12:30Z');
select pg_temp.again('/fresh');
select test.travel_to('2030-05-06 12:40Z');
delete from scraping.scraping_job_hosts where host = 'www.example.com';
update scraping.scraper_pages
   set fetched_at = '2030-05-01Z', next_fetch_at = case when url like '%www%'
                                                       then '2031-01-01Z'::timestamptz end
 where url in ('https://www.example.com/', 'https://example.com/map1');
select is((scraping.record_page(
    pg_temp.held('/feed'), 'w', 'fetched', 200, kind => 'feed',
    links => '[{"url": "https://example.com/fresh", "modified": "2099-01-01T00:00:00Z"},
               {"url": "https://www.example.com", "modified": "2030-05-05"},
               {"url": "https://example.com/map1", "modified": "2030-05-02T00:00:00Z"},
               {"url": "https://example.com/known", "modified": "2099-01-01T00:00:00Z"}]'
    )).links_added, 0, 'should add nothing that is known');
select results_eq(
    $$ select p.url, p.next_fetch_at from scraping.scraper_pages as p
        where p.url ~ '(/fresh|www.example.com/|/map1)$' order by 1 $$,
    $$ values ('https://example.com/fresh', '2030-05-06 12:40Z'::timestamptz),
              ('https://example.com/map1', '2030-05-06 12:00Z'),
              ('https://www.example.com/', '2030-05-06 12:00Z') $$,
    'should ask in the next job for what this job fetched, and in this for the rest');
select isnt_empty(
    $$ select from scraping.scraping_job_hosts where host = 'www.example.com' $$,
    'should have the job ask the host of a page that has changed');
select test.travel_to('2030-05-06 12:00Z');

-- Arguments from elsewhere
create function pg_temp.rests(
    outcome text, status_code integer, retry_after interval, answered interval
)
returns text language sql as $function$
    update scraping.scraper_hosts set next_request_at = ops.now() - interval '1 year';
    delete from scraping.scraper_pages where url = 'https://example.com/rests';
    select scraping.record_page(pg_temp.held('/rests'), 'w', rests.outcome, rests.status_code,
                                retry_after => rests.retry_after, answered => rests.answered);
    select (h.next_request_at - ops.now())::text
      from scraping.scraper_hosts as h where h.host = 'example.com';
$function$;
select is(pg_temp.rests(r.outcome, r.status_code, r.retry_after, r.answered), r.rests,
          format('should let the host rest %s when %s', r.rests, r.what))
  from (values ('not_modified', 304, null::interval, interval '0', '00:00:02', 'it answered now'),
               ('not_modified', 304, null, '1 s', '00:00:01', 'it answered a second ago'),
               ('not_modified', 304, null, '-1 h', '00:00:02', 'it answers in an hour'),
               ('not_modified', 304, null, null, '00:00:02', 'nobody says when it answered'),
               ('not_modified', 304, null, '9000 years', '-23:59:58', 'it answered long ago'),
               ('not_modified', 304, '1 h', '0', '00:00:02', 'it did as we asked'),
               ('failed', 500, null, '0', '00:00:02', 'it failed'),
               ('failed', 429, null, '9 s', '00:00:30', 'it is busy'),
               ('failed', 503, '-5 s', '0', '00:00:30', 'it asks for less than nothing'),
               ('failed', 503, '0', '0', '00:00:30', 'it asks for nothing'),
               ('failed', 500, '1 h', '0', '01:00:00', 'it asks to'),
               ('failed', 503, '9000 years', '0', '30 days', 'it asks for ever'),
               ('blocked', null, '1 h', '0', '-365 days', 'it was not asked')
       ) as r (outcome, status_code, retry_after, answered, rests, what);
select is(pg_temp.failed('/patient', 500, '5 minutes'), '1 00:00:00',
          'should ask again in this job when the host says when');
select is(pg_temp.failed('/patient', 404, '5 minutes'), '2 00:00:00', 'and again');
select is(pg_temp.failed('/patient', 404, '5 minutes'), '3', 'but not a third time');
select is(pg_temp.failed('/gone', 410), '1 1 day', 'should not believe one 410');
select is(pg_temp.failed('/gone', 410), '2 2 days', 'nor a second');
select is(pg_temp.failed('/gone', 410), '3', 'but a third');
select is(pg_temp.failed('/ten', 503, '10 minutes'), '1 00:00:00',
          'should wait for as long as scraping.max_wait');
select is(pg_temp.failed('/ten-and-more', 503, '10 minutes 1 microsecond'), '1 1 day',
          'and no longer');
update scraping.scraping_jobs set error_details = '[]';
select scraping.record_page(pg_temp.held('/talks'), 'w', 'failed', error => repeat('ä', 1000000)),
       scraping.record_page(pg_temp.held('/silent'), 'w', 'failed');
select results_eq(
    $$ select length(p.error), length(j.error_details -> 0 ->> 'error'),
              j.error_details -> 1 ->> 'error'
         from scraping.scraper_pages as p
         join scraping.scraping_jobs as j on j.id = p.job_id
        where p.url like '%/talks' $$,
    $$ values (1000, 1000, null::text) $$, 'should keep the beginning of an endless error');

-- What each outcome keeps
create function pg_temp.kept(outcome text, article jsonb default null) returns text
language sql as $function$
    delete from scraping.scraper_pages where url like '%/keeps';
    select pg_temp.held('/keeps');
    delete from scraping.scraper_leases as l using scraping.scraper_pages as p
     where p.id = l.page_id and p.url like '%/keeps';
    update scraping.scraper_pages
       set title = 'Old', content_hash = 'old', kind = 'feed', failure_count = 2,
           redirected_to = 'https://example.com/old', fetched_at = 'epoch', changed_at = 'epoch',
           error = 'old', fetch_interval = '2 days'
     where url like '%/keeps';
    select scraping.record_page(pg_temp.held('/keeps'), 'w', kept.outcome,
                                article => kept.article, location => 'https://example.com/new');
    select concat_ws(' ', p.etag, p.last_modified, p.title, left(p.content_hash, 3), p.kind,
                     p.failure_count, p.redirected_to, p.error, p.fetched_at = ops.now(),
                     p.changed_at = ops.now(), p.fetch_interval)
      from scraping.scraper_pages as p where p.url like '%/keeps';
$function$;
select is(pg_temp.kept(k.outcome, k.article::jsonb), k.keeps,
          format('should know what is left when it is %s', k.outcome))
  from (values
            ('not_modified', null,
             'old long ago Old old feed 0 https://example.com/old t f 3 days'),
            ('fetched', '{"title": "New", "content": "Quite another text."}',
             'New a8a feed 0 t t 1 day'),
            ('fetched', null, 'feed 0 t t 1 day'),
            ('redirected', null, 'Old old feed 0 https://example.com/new t f 3 days'),
            ('failed', null, 'Old old feed 3 https://example.com/old t f 2 days'),
            ('blocked', null, 'Old old feed 0 https://example.com/old f f 2 days')
       ) as k (outcome, article, keeps);

-- Redirects to what is known, and to what the rules do not want
select is(pg_temp.redirected('/k1', 'https://example.com/known'), 'to https://example.com/known',
          'should take a redirect to a known page');
select is(redirect_count, 0, 'should not count that page as found by redirects')
  from scraping.scraper_pages where url = 'https://example.com/known';
select is(pg_temp.redirected('/k2', null),
          'redirected to , which is not an http(s) address', 'should refuse no location');
select is(left(pg_temp.redirected('/k3', repeat('x', 5000)), 220),
          'redirected to ' || repeat('x', 200) || ', whic', 'should tell the beginning of it');
select is(pg_temp.redirected('/k4', 'https://example.com.example.org/'),
          'redirected to https://example.com.example.org/, which is at none of the domains',
          'should not take a look-alike for the domain');
select is(pg_temp.redirected('/k5', 'https://user:81@example.com/k6'), 'to https://example.com/k6',
          'should not take a password for a port');
select is(pg_temp.redirected('/k7', 'https://example.com/ads/7'), 'to https://example.com/ads/7',
          'should record a redirect to what the rules exclude');
select is_empty($$ select from scraping.scraper_pages where url like '%/ads/7' $$,
                'should not add it');

-- The frontier is full.
delete from audit.system_events;
update ops.settings set value = '14' where key = 'scraping.max_known_pages';
select is(page_count, 12, 'should have counted') from scraping.scraper_targets where name = 'site';
select is(pg_temp.links(pg_temp.held('/many'), array(
              select 'https://example.com/n' || n from generate_series(1, 9) as n), 'feed'),
          2, 'should know as many pages as the setting says');
select is(pg_temp.links(pg_temp.held('/more'), '{https://example.com/m1}', 'feed'), 0,
    'and no more');
select results_eq(
    $$ select e.event_name, e.severity, e.event_data from audit.system_events as e $$,
    $$ values ('frontier_full'::varchar, 'warning'::varchar,
               '{"target": "site", "page_count": 14}'::jsonb) $$,
    'should say so once');

-- Errors
select throws_ok(
    format($$ select scraping.record_page(1, 'w', %L) $$, o.outcome), '22023',
    format('no outcome %L', o.outcome),
    format('should refuse the outcome %s', coalesce(o.outcome, 'null')))
  from (values ('new'), (''), (null)) as o (outcome);
select throws_ok(
    format($$ select scraping.record_page(1, 'w', 'fetched', %s) $$, a.argument), '22023',
    'links is no list, or article no object', format('should refuse %s', a.argument))
  from (values ($$links => '{}'$$), ($$article => '[]'$$), ($$links => 'null'$$),
               ($$links => '"https://example.com/"'$$), ($$article => 'null'$$)) as a (argument);
select throws_ok(
    format($$ select scraping.record_page(%L, 'w', 'failed') $$, i.id), 'P0002',
    format('no page %s', coalesce(i.id::text, 'null')),
    format('should refuse the page %s', coalesce(i.id::text, 'null')))
  from (values (-1), (null)) as i (id);
select throws_ok(
    format($$ select scraping.record_page(%s, %L, 'failed') $$, pg_temp.held('/' || w.place),
        w.name),
    '55000', null, format('should refuse the worker %s, who does not hold it',
                          coalesce(w.name, 'null')))
  from (values (1, 'another'), (2, null)) as w (place, name);
select throws_ok(
    format($$ select scraping.record_page(%s, 'w', 'failed') $$, p.id), '55000',
    format('worker w does not hold page %s', p.id),
    'should refuse a page that the worker held once')
  from scraping.scraper_pages as p where p.url like '%/old';
select throws_ok(
    format($$ select scraping.record_page(%s, 'w', 'fetched', %s, article => %L) $$,
           l.page_id, c.status_code, c.article),
    c.state, null, format('should refuse %s', c.what))
  from scraping.scraper_leases as l
 cross join (values ('a status_code that cannot be', '23514', 42, null),
                    ('images that are no list', '22023', 200,
                     '{"content": "Some more text", "images": {}}')
            ) as c (what, state, status_code, article)
 where l.page_id = (select id from scraping.scraper_pages where url like '%/2');
select isnt_empty(
    $$ select from scraping.scraper_leases where worker = 'w' $$,
    'should leave the worker its page when it refuses');

-- A job that was cancelled meanwhile
select scraping.pause('site');
select scraping.record_page(l.page_id, 'w', 'failed', error => 'late')
  from scraping.scraper_leases as l
 where l.page_id = (select id from scraping.scraper_pages where url like '%/2');
select is(error, 'late', 'should still record what was under way')
  from scraping.scraper_pages where url like '%/2';
update ops.settings set value = '99' where key = 'scraping.max_known_pages';
select pg_temp.links(pg_temp.held('/last'), '{https://example.com/after}', 'feed');
select isnt_empty($$ select from scraping.scraper_pages where url like '%/after' $$,
                  'should keep the links it gave');
select is_empty($$ select from scraping.scraping_job_hosts $$,
                'should give a job that is over no work');

select * from finish();
rollback;
