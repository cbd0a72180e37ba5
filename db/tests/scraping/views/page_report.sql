-- Test scraping.page_report: what came of each page.
begin;
select plan(9);

select test.travel_to('2030-05-06 12:00Z');
select test.target('site', '{"extraction": {"respect_robots_txt": false}}');
select scraping.start_job('site');
set local role aquascene_app;
select throws_ok($$ select * from scraping.page_report $$, '42501', null, 'the edge may not read');
reset role;
set local role aquascene_reader;
select results_eq(
    $$ select target, url, outcome, worker from scraping.page_report $$,
    $$ values ('site'::varchar, 'https://example.com/', 'waiting', null::text) $$,
    'should show a page that waits');
reset role;
select page_id from scraping.claim_pages('w');
select results_eq(
    $$ select outcome, worker from scraping.page_report $$,
    $$ values ('fetching', 'w') $$, 'should show who fetches it');
select scraping.record_page(p.id, 'w', 'fetched', 200, kind => 'page',
                            links => '[{"url": "https://example.com/a"}]')
  from scraping.scraper_pages as p;
select scraping.record_page(c.page_id, 'w', 'redirected', 301, location => 'https://example.com/b')
  from (select test.travel_to('2030-05-06 13:00Z')) as t
 cross join lateral scraping.claim_pages('w') as c;
select results_eq(
    $$ select url, depth, kind, outcome, status_code, reason, fetched_at from scraping.page_report
        order by url $$,
    $$ values ('https://example.com/', 0, 'page', 'empty', 200, null::text,
               '2030-05-06 12:00Z'::timestamptz),
              ('https://example.com/a', 1, null, 'redirected', 301,
               'redirected to https://example.com/b', '2030-05-06 13:00Z'),
              ('https://example.com/b', 1, null, 'waiting', null, null, null) $$,
    'should show what came of each');
select test.travel_to('2030-05-06 14:00Z');
select scraping.record_page(c.page_id, 'w', 'failed', error => 'hung up')
  from scraping.claim_pages('w') as c;
select results_eq(
    $$ select outcome, reason, failure_count, next_fetch_at from scraping.page_report
        where url like '%/b' $$,
    $$ values ('failed', 'hung up', 1, '2030-05-07 14:00Z'::timestamptz) $$,
    'should show why a page failed, and when it is tried again');


-- A page that led elsewhere, and is forbidden now
create function pg_temp.recorded(path text, outcome text) returns text language sql as $function$
    insert into scraping.scraper_leases (job_id, host, page_id, worker, expires_at)
    select p.job_id, p.host, p.id, 'v', ops.now() + interval '1 hour'
      from scraping.scraper_pages as p where p.url = 'https://example.com' || recorded.path;
    select r.outcome_recorded
      from scraping.scraper_leases as l
     cross join scraping.record_page(l.page_id, 'v', recorded.outcome) as r
     where l.worker = 'v';
$function$;
select is(pg_temp.recorded('/a', 'blocked'), 'blocked', 'should be recorded');
select results_eq(
    $$ select outcome, reason, next_fetch_at from scraping.page_report where url like '%/a' $$,
    $$ values ('blocked', null::text, '2030-05-07 14:00Z'::timestamptz) $$,
    'should show no former redirect');

-- robots.txt is no page, and another target's pages are its own.
select test.target('other', '{}');
update scraping.scraper_targets set base_url = 'https://www.example.com/' where name = 'other';
select scraping.start_job('other');
select is(c.page_id, null, 'should be asked for') from scraping.claim_pages('w') as c;
select results_eq(
    $$ select target, url, outcome, worker from scraping.page_report where worker is not null
        or target = 'other' $$,
    $$ values ('other'::varchar, 'https://www.example.com/', 'waiting', null::text) $$,
    'should show a page as waiting while its robots.txt is asked for');

select * from finish();
rollback;
