-- Test scraping.add_target: adds a site, or changes the one of that name.
begin;
select plan(26);

set local role aquascene_reader;
select throws_ok(
    $$ select scraping.add_target('site', 'https://example.com/', '{example.com}', '{}') $$,
    '42501', null, 'a reader may not');
reset role;
set local role aquascene_editor;
select results_eq(
    $$ select name, base_url, domains, scraping_rules, rate_limit_delay, max_pages,
              scrape_frequency, categories, is_active, next_request_at <= ops.now()
         from scraping.add_target(
                  'site', 'https://example.com/', '{example.com,www.example.com}',
                  '{"selectors": {"content": "article"}}') $$,
    $$ values ('site'::varchar, 'https://example.com/'::varchar,
               '{example.com,www.example.com}'::text[],
               '{"selectors": {"content": "article"}}'::jsonb, 2, 100, interval '1 day',
               null::text[], true, true) $$,
    'should add a target with the usual limits, and return its row');
reset role;

-- What a visit writes and what an admin stopped stay as they are.
update scraping.scraper_targets
   set is_active = false, success_count = 3, next_request_at = '2099-01-01Z';
create temp table before as select * from scraping.scraper_targets;
delete from audit.audit_log;
set local role aquascene_worker;
select results_eq(
    $$ select name, base_url, domains, scraping_rules, rate_limit_delay, max_pages,
              scrape_frequency, categories
         from scraping.add_target(
                  name => 'site', base_url => 'http://example.org/a#b', domains => '{example.org}',
                  scraping_rules => '{"selectors": {"content": "main"},
                                      "rate_limiting": {"requests_per_second": 0.5}}',
                  rate_limit_delay => 7, max_pages => 8, scrape_frequency => '9 hours',
                  categories => '{plants}') $$,
    $$ values ('site'::varchar, 'http://example.org/a#b'::varchar, '{example.org}'::text[],
               '{"selectors": {"content": "main"},
                 "rate_limiting": {"requests_per_second": 0.5}}'::jsonb, 7, 8,
               interval '9 hours', '{plants}'::text[]) $$,
    'should change all that is given of the target of that name, and return its row');
reset role;
select results_eq(
    $$ select id, is_active, success_count, next_request_at from scraping.scraper_targets $$,
    $$ select id, is_active, success_count, next_request_at from before $$,
    'should leave the rest of it');
select results_eq(
    $$ select table_name, action, new_data ->> 'max_pages' from audit.audit_log $$,
    $$ values ('scraping.scraper_targets', 'update', '8') $$, 'should be audited');

-- Errors
select throws_ok(
    format($$ select scraping.add_target('new', %L, '{example.com}',
                                         '{"selectors": {"content": "article"}}') $$, a.url),
    '22023', format('base_url %L is not an http(s) address', a.url),
    format('should refuse the address %s', a.url))
  from (values ('example.com'), ('ftp://example.com/'), ('https:///x'),
               (' https://example.com/')) as a (url);
select throws_ok(
    format($$ select scraping.add_target('new', 'https://example.com/', '{example.com}', %L) $$,
           r.rules),
    '22023', 'scraping_rules lacks selectors.content',
    format('should refuse the rules %s', coalesce(r.rules, 'null')))
  from (values (null), ('[]'), ('"article"'), ('{}'), ('{"selectors": {"title": "h1"}}'),
               ('{"selectors": {"content": 1}}'), ('{"selectors": {"content": null}}')
       ) as r (rules);
select throws_ok(
    format($$ select scraping.add_target(
                         'new', 'https://example.com/', '{example.com}',
                         '{"selectors": {"content": "article"},
                           "rate_limiting": {"requests_per_second": %s}}') $$, r.rate),
    '22023', format('requests_per_second %s is not a positive number', r.rate),
    format('should refuse the rate %s', r.rate))
  from (values ('0'), ('-1'), ('"1"'), ('null'), ('[1]')) as r (rate);
select throws_ok(
    format($$ select scraping.add_target('new', 'https://example.com/', %s) $$, c.arguments),
    '23514', null, format('should refuse %s', c.what))
  from (values
            ('no domain', $$'{}', '{"selectors": {"content": "a"}}'$$),
            ('a negative delay',
             $$'{a}', '{"selectors": {"content": "a"}}', rate_limit_delay => -1$$),
            ('no pages', $$'{a}', '{"selectors": {"content": "a"}}', max_pages => 0$$),
            ('no time between visits',
             $$'{a}', '{"selectors": {"content": "a"}}', scrape_frequency => '0'$$)
       ) as c (what, arguments);
select is_empty(
    $$ select from scraping.scraper_targets where name = 'new' $$,
    'should write nothing when it refuses');

select * from finish();
rollback;
