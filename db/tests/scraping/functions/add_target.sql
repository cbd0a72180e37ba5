-- Test scraping.add_target: adds a site, or changes the one of that name.
begin;
select plan(33);
select test.act_as('editor');

set local role aquascene_reader;
select throws_ok(
    $$ select scraping.add_target('site', 'https://example.com/', '{example.com}', '{}') $$,
    '42501', null, 'a reader may not');
reset role;
set local role aquascene_editor;
select results_eq(
    $$ select name, base_url, domains, scraping_rules, rate_limit_delay, max_pages,
              scrape_frequency, categories, is_active, next_scrape_at is null
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
   set is_active = false, success_count = 3, next_scrape_at = '2099-01-01Z';
create temp table before as select * from scraping.scraper_targets;
set local session_replication_role = replica;     -- the log refuses otherwise
delete from audit.audit_log;
set local session_replication_role = origin;
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
    $$ values ('site'::varchar, 'http://example.org/a'::varchar, '{example.org}'::text[],
               '{"selectors": {"content": "main"},
                 "rate_limiting": {"requests_per_second": 0.5}}'::jsonb, 7, 8,
               interval '9 hours', '{plants}'::text[]) $$,
    'should change all that is given of the target of that name, and return its row');
reset role;
select results_eq(
    $$ select id, is_active, success_count, next_scrape_at from scraping.scraper_targets $$,
    $$ select id, is_active, success_count, next_scrape_at from before $$,
    'should leave the rest of it');
select results_eq(
    $$ select table_name, action, new_data ->> 'max_pages' from audit.audit_log $$,
    $$ values ('scraping.scraper_targets', 'update', '8') $$, 'should be audited');

-- Name and address are enough.
select results_eq(
    $$ select base_url, domains, scraping_rules
         from scraping.add_target('least', 'HTTPS://www.Bücher.example:8443/x?utm_source=y') $$,
    $$ values ('https://www.xn--bcher-kva.example:8443/x'::varchar,
               '{xn--bcher-kva.example:8443}'::text[], '{}'::jsonb) $$,
    'should take the host of the address for the domain');
select is(t.domains, '{xn--bcher-kva.example,example.com:81}',
          'should write domains as addresses have them')
  from scraping.add_target('least', 'https://bücher.example/', '{Bücher.example,EXAMPLE.com:81}')
       as t;

-- Errors
select throws_ok(
    format($$ select scraping.add_target('new', %L, '{example.com}',
                                         '{"selectors": {"content": "article"}}') $$, a.url),
    '22023', format('base_url %L is not an http(s) address', a.url),
    format('should refuse the address %s', a.url))
  from (values ('example.com'), ('ftp://example.com/'), ('https:///x'), (''), (null),
               ('https://example.com/' || repeat('x', 500))) as a (url);
select throws_ok(
    format($$ select scraping.add_target('new', 'https://example.com/', %L) $$, d.domains), '22023',
    d.said, format('should refuse the domains %s', d.domains))
  from (values ('{https://example.com}', 'domain ''https://example.com'' is no name of a host'),
               ('{example.com/a}', 'domain ''example.com/a'' is no name of a host'),
               ('{example.com,""}', 'domain '''' is no name of a host'),
               ('{example.com,null}', 'domain NULL is no name of a host'),
               ('{{example.com,null}}', 'domain NULL is no name of a host'),
               ('{example.com,*.example.com}', 'domain ''*.example.com'' is no name of a host'),
               ('{jo@example.com}', 'domain ''jo@example.com'' is no name of a host'),
               ('{example.org}',
                'base_url ''https://example.com/'' is at none of the domains {example.org}'),
               ('{ample.com}',
                'base_url ''https://example.com/'' is at none of the domains {ample.com}')
       ) as d (domains, said);
select throws_ok(
    format($$ select scraping.add_target('new', 'https://example.com/', scraping_rules => %L) $$,
           r.rules),
    '22023', 'wrong scraping_rules: ' || r.said, format('should refuse the rules %s', r.rules))
  from (values (null, '$ is a JSON null, not an object'), ('[]',
      '$ is a JSON array, not an object'),
               ('{"selectors": {"content": "a["}, "rate_limiting": {"requests_per_second": 0}}',
                '$.rate_limiting.requests_per_second 0 is not a number from 0.00001 to 1000; '
                '$.selectors.content "a[" is no CSS selector')) as r (rules, said);
select throws_ok(
    format($$ select scraping.add_target('new', 'https://example.com/', %s) $$, c.arguments),
    '23514', null, format('should refuse %s', c.what))
  from (values
            ('no domain', $$'{}'$$), ('a negative delay', 'rate_limit_delay => -1'),
            ('no pages', 'max_pages => 0'),
            ('no time between visits', $$scrape_frequency => '0'$$),
            ('more than ten years between visits',
             $$scrape_frequency => '10 years 1 microsecond'$$)
       ) as c (what, arguments);
select throws_ok(
    format($$ select scraping.add_target(%L, 'https://example.com/') $$, n.name), n.state, null,
    format('should refuse the name %L', left(n.name, 5)))
  from (values (null, '23502'), (repeat('x', 101), '22001')) as n (name, state);
select is_empty(
    $$ select from scraping.scraper_targets where name = 'new' $$,
    'should write nothing when it refuses');

select * from finish();
rollback;
