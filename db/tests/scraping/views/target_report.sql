-- Test scraping.target_report: what each target is doing.
begin;
select plan(11);

select test.travel_to('2030-05-06 12:00Z');
select test.target('site', '{"extraction": {"respect_robots_txt": false}}'), test.target('other');
set local role aquascene_app;
select throws_ok($$ select * from scraping.target_report $$, '42501', null,
    'the edge may not read');
reset role;
set local role aquascene_reader;
select results_eq(
    $$ select target, base_url, state, reason, in_flight from scraping.target_report order by 1 $$,
    $$ values ('other'::varchar, 'https://example.com/'::varchar, 'new'::varchar, null::text,
        0::bigint),
              ('site', 'https://example.com/', 'new', null, 0) $$,
    'should show each target, also one that was never visited');
reset role;
create temp table job as select * from scraping.start_job('site');
select page_id from scraping.claim_pages('w');
select results_eq(
    $$ select r.state, r.job_id = j.id, r.started_at, r.in_flight
         from scraping.target_report as r cross join job as j where r.target = 'site' $$,
    $$ values ('running'::varchar, true, '2030-05-06 12:00Z'::timestamptz, 1::bigint) $$,
    'should show the job that is under way');
select scraping.record_page(p.id, 'w', 'failed', 500, error => 'HTTP 500')
  from scraping.scraper_pages as p;
select is_empty($$ select from scraping.claim_pages('w') $$, 'should end');
select results_eq(
    $$ select r.state, r.reason, r.asked_count, r.pages_scraped, r.content_found, r.errors_count,
              r.in_flight, r.error_count, r.failure_count, r.next_scrape_at
         from scraping.target_report as r where r.target = 'site' $$,
    $$ values ('failed'::varchar, 'HTTP 500', 1, 1, 0, 1, 0::bigint, 1, 1,
               '2030-05-08 12:00Z'::timestamptz) $$,
    'should show how it ended, and when the next is due');
select scraping.pause('site', 'too slow');
select results_eq(
    $$ select r.state, r.reason from scraping.target_report as r where r.target = 'site' $$,
    $$ values ('paused'::varchar, 'too slow') $$, 'should show that it is paused, and why');


-- The last job counts.
select test.travel_to('2030-05-08 12:00Z');
select scraping.resume('site');
update scraping.scraping_jobs set created_at = now() - interval '1 day';
select is(count(*), 2::bigint, 'should make jobs') from scraping.enqueue_due();
select results_eq(
    $$ select r.target, r.state, r.reason, r.started_at, r.asked_count, r.error_count
         from scraping.target_report as r order by 1 $$,
    $$ values ('other'::varchar, 'pending'::varchar, null::text, null::timestamptz, 0, 0),
              ('site', 'pending', null, null, 0, 1) $$,
    'should show the job that waits, and not the former one');
select test.travel_to('2030-05-08 12:01Z');
update scraping.scraping_jobs as j      -- both at one host: who was first has it
   set created_at = j.created_at - interval '1 second'
  from scraping.scraper_targets as t
 where t.id = j.target_id and t.name = 'site' and j.status = 'pending';
select count(*) from scraping.claim_pages('w', 9);
select count(*) from scraping.claim_pages('w', 9);
select results_eq(
    $$ select r.target, r.state, r.in_flight from scraping.target_report as r order by 1 $$,
    $$ values ('other'::varchar, 'running'::varchar, 0::bigint), ('site', 'running', 1) $$,
    'should count what is in flight for each');
select scraping.pause('other');
select scraping.resume('other');
select is(r.state, 'cancelled', 'should show that its last job was cancelled')
  from scraping.target_report as r where r.target = 'other';
select scraping.record_page(l.page_id, 'w', 'fetched', 200, kind => 'feed',
                            links => '[{"url": "https://example.com/a"}]')
  from scraping.scraper_leases as l where l.page_id is not null;
select results_eq(
    $$ select r.state, r.asked_count, r.pages_scraped, r.errors_count, r.in_flight, r.page_count
         from scraping.target_report as r where r.target = 'site' $$,
    $$ values ('running'::varchar, 1, 1, 0, 0::bigint, 1) $$, 'should count what was done');

select * from finish();
rollback;
