-- Test scraping.claim_pages: hands out pages of hosts that may be asked now; begins and ends jobs.
begin;
select plan(91);

-- One request in 4 s, and no robots.txt to ask for; the other waits its rate_limit_delay of 2 s.
select test.travel_to('2030-05-06 12:00Z');
select test.target('site', '{"rate_limiting": {"requests_per_second": 0.25},
                             "extraction": {"respect_robots_txt": false}}'),
       test.target('other', '{}');
update scraping.scraper_targets set base_url = 'https://www.example.com/' where name = 'other';

create function pg_temp.page(path text, due timestamptz, target text default 'site')
returns void language sql as $function$
    insert into scraping.scraper_pages (target_id, url, depth, etag, last_modified, next_fetch_at)
    select t.id, 'https://' || page.path, 1, '"' || page.path || '"', 'since ' || page.path,
        page.due
      from scraping.scraper_targets as t where t.name = page.target;
$function$;
create function pg_temp.claim(worker text default 'w', batch_size integer default 1)
returns text language sql as $function$
    select string_agg(regexp_replace(c.url, '^https://', ''), ' ')
      from scraping.claim_pages(claim.worker, claim.batch_size) as c;
$function$;
-- What came of a page, said just now.
create function pg_temp.done(path text, outcome text default 'not_modified')
returns text language sql as $function$
    select r.outcome_recorded
      from scraping.scraper_leases as l
      join scraping.scraper_pages as p on p.id = l.page_id and p.url = 'https://' || done.path
     cross join lateral scraping.record_page(
               l.page_id, l.worker, done.outcome,
               case done.outcome when 'failed' then 500 else 304 end, error => 'no') as r;
$function$;
create function pg_temp.rules(rules jsonb) returns void language sql as $function$
    update scraping.scraping_jobs set configuration = configuration || rules.rules;
$function$;

-- Privileges and arguments
set local role aquascene_editor;
select throws_ok($$ select scraping.claim_pages('w') $$, '42501', null, 'an editor may not claim');
select throws_ok($$ select scraping.next_claim() $$, '42501', null, 'nor ask when');
select throws_ok($$ select scraping.heartbeat('w') $$, '42501', null, 'nor live');
reset role;
set local role aquascene_worker;
select throws_ok(
    format('select scraping.claim_pages(%s)', c.arguments), '22023', c.said,
    format('should refuse %s', c.arguments))
  from (values ($$'w', 0$$, 'batch_size 0 is not within 1 to 1000'),
               ($$'w', 1001$$, 'batch_size 1001 is not within 1 to 1000'),
               ($$'w', null$$, 'batch_size null is not within 1 to 1000'),
               ($$'w', lease => '0'$$, 'lease 00:00:00 is not positive'),
               ($$'w', lease => null$$, 'lease null is not positive'),
               ($$' '$$, 'worker has no name'), ('null', 'worker has no name')
       ) as c (arguments, said);
select is_empty($$ select * from scraping.claim_pages('w') $$, 'should find nothing without a job');
select is(scraping.next_claim(), null, 'should say then that nothing is left');
reset role;

-- It begins the job that waits longest.
select pg_temp.page('example.com/late', '2030-05-06 11:59:59Z'),
       pg_temp.page('example.com/later', '2030-05-06 12:00Z'),
       pg_temp.page('example.com/early', '2030-05-01Z'),
       pg_temp.page('example.com/not-yet', '2030-05-06 12:00:01Z'),
       pg_temp.page('example.com/never', null),
       pg_temp.page('blog.example.com/one', '2030-05-02Z');
insert into scraping.scraping_jobs (target_id, created_at)
select id, '2030-05-06 11:00Z' from scraping.scraper_targets where name = 'site';
select is(scraping.next_claim(), '0', 'should say at once when a job waits');
set local role aquascene_worker;
create temp table claimed as select * from scraping.claim_pages('w', 10, '1 minute');
select results_eq(
    $$ select c.host, c.url, c.depth, c.etag, c.last_modified, c.rules ? 'rate_limiting',
              c.robots_fetched_at
         from claimed as c order by c.url $$,
    $$ values ('blog.example.com', 'https://blog.example.com/one', 1, '"blog.example.com/one"',
               'since blog.example.com/one', true, null::timestamptz),
              ('example.com', 'https://example.com/', 0, null, null, true, null) $$,
    'should hand out a page of each host, the first page first');
reset role;
select results_eq(
    $$ select j.status, j.started_at, (select count(distinct job_id) from claimed)
         from scraping.scraping_jobs as j $$,
    $$ values ('running'::varchar, '2030-05-06 12:00Z'::timestamptz, 1::bigint) $$,
    'should begin the job');
select results_eq(
    $$ select l.host, l.worker, l.expires_at from scraping.scraper_leases as l order by 1 $$,
    $$ values ('blog.example.com', 'w', '2030-05-06 12:01Z'::timestamptz),
              ('example.com', 'w', '2030-05-06 12:01Z') $$,
    'should lease them to the worker');
select is(array_agg(distinct h.next_request_at), array['2030-05-06 12:00:04Z'::timestamptz],
          'should keep the hosts from being asked for as long as the rules say')
  from scraping.scraper_hosts as h;

-- Pace and requests at once
select is(pg_temp.claim('v', 10), null, 'should hand out nothing more at once');
select is(scraping.next_claim(), '1 minute', 'should say that a lease is waited for');
select test.travel_to('2030-05-06 12:00:04Z');
select is(pg_temp.claim('v', 10), null, 'should hand out nothing while the host is answering');
select is(pg_temp.done('example.com/'), 'not_modified', 'should be recorded');
select is(pg_temp.claim('v', 10), null, 'should then wait from the answer on');
select is(scraping.next_claim(), '4 seconds', 'should say how long');
select test.travel_to('2030-05-06 12:00:08Z');
select is(pg_temp.claim('v', 10), 'example.com/early', 'should hand out what is due longest');
select pg_temp.rules('{"rate_limiting": {"requests_per_second": 0.25, "concurrent_requests": 2}}');
select test.travel_to('2030-05-06 12:00:12Z');
select is(pg_temp.claim('v', 10), 'example.com/late',
          'should hand out a second page at once when the rules allow two');
select test.travel_to('2030-05-06 12:00:16Z');
select is(pg_temp.claim('v', 10), null, 'but not a third');

-- Leases that run out, and heartbeats
select is(scraping.heartbeat('nobody'), 0, 'should find no lease of a stranger');
select is(scraping.heartbeat('v', '10 minutes'), 2, 'should extend the leases of a worker');
select test.travel_to('2030-05-06 12:01:30Z');
select is(pg_temp.claim('next', 10), 'blog.example.com/one',
          'should hand out again what a dead worker held, and not what a living one holds');
select throws_ok(
    $$ select scraping.record_page(page_id, 'w', 'not_modified', 304)
         from claimed where host = 'blog.example.com' $$,
    '55000', null, 'should take it from the dead worker');
select is(pg_temp.done('blog.example.com/one'), 'not_modified', 'should take it from the next');

-- max_pages: four were asked for or are asked now.
update scraping.scraper_targets set max_pages = 4 where name = 'site';
select is(pg_temp.done('example.com/early'), 'not_modified', 'should be recorded');
select test.travel_to('2030-05-06 12:02Z');
select is(pg_temp.claim('v', 10), null, 'should hand out no more than max_pages, in flight or not');
select is(pg_temp.done('example.com/late'), 'not_modified', 'should be recorded');
select test.travel_to('2030-05-06 12:03Z');
select is(pg_temp.claim('v', 10), null, 'should have nothing more');
select results_eq(
    $$ select j.status, j.completed_at, j.asked_count, t.last_scraped_at, t.next_scrape_at,
              t.success_count, t.failure_count
         from scraping.scraping_jobs as j join scraping.scraper_targets as t on t.id = j.target_id
             $$,
    $$ values ('completed'::varchar, '2030-05-06 12:03Z'::timestamptz, 4,
               '2030-05-06 12:03Z'::timestamptz, '2030-05-07 12:03Z'::timestamptz, 1, 0) $$,
    'should end the job');
select is_empty($$ select from scraping.scraping_job_hosts $$, 'should leave no work behind');
select is(next_fetch_at, '2030-05-06 12:00Z', 'should leave due what it did not come to')
  from scraping.scraper_pages where url like '%/later';
select is(scraping.next_claim(), null, 'should say that nothing is left');

-- robots.txt first, and again after a day
select scraping.start_job('other');
select results_eq(
    $$ select c.page_id, c.host, c.url, c.depth, c.etag, c.robots_fetched_at
         from scraping.claim_pages('w') as c $$,
    $$ values (null::bigint, 'www.example.com', 'https://www.example.com/robots.txt',
               null::integer, null::text, null::timestamptz) $$,
    'should hand out the robots.txt first');
select test.travel_to('2030-05-06 12:04Z');
select pg_temp.rules('{"rate_limiting": {"concurrent_requests": 9}}');
select is(pg_temp.claim(), null, 'should hand out no page before it is known');
select scraping.record_robots('www.example.com', 'w', 200, 'User-agent: *', '10 seconds');
select test.travel_to('2030-05-06 12:04:09Z');
select is(pg_temp.claim(), null, 'should keep the crawl-delay');
select is(scraping.next_claim(), '1 second', 'should say so');
select test.travel_to('2030-05-06 12:04:10Z');
select results_eq(
    $$ select c.url, c.robots_fetched_at from scraping.claim_pages('w') as c $$,
    $$ values ('https://www.example.com/', '2030-05-06 12:04Z'::timestamptz) $$,
    'should hand out the page then, and say how old the robots.txt is');
select pg_temp.rules('{"extraction": {"respect_robots_txt": false}}');
select pg_temp.page('www.example.com/a', '2030-05-01Z', 'other');
select is(pg_temp.done('www.example.com/'), 'not_modified', 'should be recorded');
select test.travel_to('2030-05-06 12:04:20Z');
select is(pg_temp.claim(), 'www.example.com/a', 'should go on');
select is(next_request_at, '2030-05-06 12:04:22Z',
          'should not keep the crawl-delay when the rules say so')
  from scraping.scraper_hosts where host = 'www.example.com';
select pg_temp.rules('{"extraction": {"respect_robots_txt": true}}');
select pg_temp.page('www.example.com/b', '2030-05-01Z', 'other');
select is(pg_temp.done('www.example.com/a'), 'not_modified', 'should be recorded');
select test.travel_to('2030-05-07 12:04Z');
select is(pg_temp.claim(), 'www.example.com/robots.txt', 'should ask for an old robots.txt again');
select scraping.record_robots('www.example.com', 'w', 404);

-- only_job, and two jobs at one host
update scraping.scraper_targets
   set base_url = 'https://www.example.com/site', max_pages = 100,
       scraping_rules = '{"extraction": {"respect_robots_txt": false}}'
 where name = 'site';
delete from scraping.scraper_pages where target_id = (select id from scraping.scraper_targets
                                                       where name = 'site');
create temp table second as select * from scraping.start_job('site');
select test.travel_to('2030-05-07 12:05Z');
select results_eq(
    $$ select c.url from second as s cross join scraping.claim_pages('w', 9,
        only_job => s.id) as c $$,
    $$ values ('https://www.example.com/site') $$,
        'should hand out the pages of one job if wanted');
select test.travel_to('2030-05-07 12:06Z');
select is(pg_temp.claim('w', 9), 'www.example.com/b',
          'should hand out one page of a host that two jobs ask');
select is(scraping.next_claim((select id from second)), '1 minute',
          'should say when there is more for one job');

-- Jobs that fail, again and again
select is(pg_temp.done('www.example.com/b'), 'not_modified', 'should be recorded');
select is(pg_temp.done('www.example.com/site', 'failed'), 'failed', 'should be recorded');
select test.travel_to('2030-05-07 13:00Z');
select is(pg_temp.claim('w', 9), null, 'should have nothing more');
select results_eq(
    $$ select t.name, j.status, t.next_scrape_at, t.failure_count, t.error_count
         from scraping.scraper_targets as t join scraping.scraping_jobs as j on j.target_id = t.id
        where j.completed_at = '2030-05-07 13:00Z' order by 1 $$,
    $$ values ('other'::varchar, 'completed'::varchar, '2030-05-08 13:00Z'::timestamptz, 0, 0),
              ('site', 'failed', '2030-05-09 13:00Z', 1, 1) $$,
    'should wait twice as long when all pages failed');
update scraping.scraper_targets set failure_count = 3 where name = 'site';
create function pg_temp.fail() returns void language plpgsql as $function$
begin
    perform scraping.start_job('site');
    perform test.travel_to(ops.now() + interval '1 day');
    perform pg_temp.claim();
    perform pg_temp.done('www.example.com/site', 'failed');
    perform pg_temp.claim();
end;
$function$;
select pg_temp.fail();
select results_eq(
    $$ select t.is_active, t.failure_count, t.next_scrape_at
         from scraping.scraper_targets as t where t.name = 'site' $$,
    $$ values (true, 4, '2030-05-24 13:00Z'::timestamptz) $$, 'should go on for four failures');
delete from audit.system_events;
select pg_temp.fail();
select results_eq(
    $$ select t.is_active, t.failure_count, t.paused_reason
         from scraping.scraper_targets as t where t.name = 'site' $$,
    $$ values (false, 5, '5 jobs in a row failed') $$, 'should pause the target at the fifth');
select results_eq(
    $$ select e.event_type, e.event_name, e.severity, e.event_data ->> 'target',
              e.event_data #>> '{last_error,error}'
         from audit.system_events as e $$,
    $$ values ('scraping'::varchar, 'target_paused'::varchar, 'error'::varchar, 'site', 'no') $$,
    'should say so by a system event');

-- A host that asks to be left alone for long
select scraping.start_job('other');
update scraping.scraper_hosts set next_request_at = ops.now() + interval '10 minutes 1 second';
select is(pg_temp.claim(), null, 'should hand out nothing of it');
select is(j.status, 'completed', 'should not wait for it')
  from scraping.scraping_jobs as j order by j.created_at desc, j.started_at desc nulls last limit 1;

-- Hosts with nothing to hand out do not stand before those of another job.
delete from scraping.scraper_targets;
delete from scraping.scraper_hosts;
select test.target('wide', '{"extraction": {"respect_robots_txt": false}}'),
       test.target('other', '{"extraction": {"respect_robots_txt": false},
                              "rate_limiting": {"concurrent_requests": 2}}');
update scraping.scraper_targets set base_url = 'https://other.example.com/' where name = 'other';
select test.travel_to('2030-06-01 12:00Z');
create temp table wide as select * from scraping.start_job('wide');
insert into scraping.scraper_hosts (host) select 'h' || n from generate_series(1, 40) as n;
insert into scraping.scraping_job_hosts (job_id, host)
select w.id, 'h' || n from wide as w cross join generate_series(1, 40) as n;
select is(pg_temp.claim('slow'), 'example.com/', 'should hand out the only page');
select is(scraping.next_claim(w.id), '2 minutes',
          'should say that nothing comes before the page in flight')
  from wide as w;
select test.travel_to('2030-06-01 12:01Z');
create temp table other as select * from scraping.start_job('other');
update scraping.scraper_hosts set next_request_at = '2030-06-01 12:00:59Z'
 where host = 'other.example.com';
select is(pg_temp.claim(), 'other.example.com/', 'should find the host that has something');
select is(pg_temp.done('other.example.com/'), 'not_modified', 'should be recorded');
select is(scraping.next_claim(o.id), '0', 'should say at once that a job can be ended')
  from other as o;
select is(pg_temp.claim(), null, 'should hand out no more');
select results_eq(
    $$ select t.name, j.status
         from scraping.scraping_jobs as j join scraping.scraper_targets as t on t.id = j.target_id
        order by 1 $$,
    $$ values ('other'::varchar, 'completed'::varchar), ('wide', 'running') $$,
    'should end the one that is done, and not the other');
select is(pg_temp.claim('late', 9), null, 'should still wait for the page in flight');
select test.travel_to('2030-06-01 12:02Z');
select is(pg_temp.claim('late', 9), 'example.com/', 'until its lease ends');
select throws_ok(
    $$ select scraping.record_page(p.id, 'slow', 'not_modified', 304)
         from scraping.scraper_pages as p where p.url = 'https://example.com/' $$,
    '55000', null, 'should take nothing of the worker who was too slow');
select is(pg_temp.done('example.com/'), 'not_modified', 'should be recorded');
select is(pg_temp.claim(), null, 'should end');
select is(scraping.next_claim(), null, 'should know that all is done');

-- max_pages on two hosts
update scraping.scraper_targets set max_pages = 1 where name = 'wide';
select pg_temp.page('www.example.com/', '2030-05-01Z', 'wide');
select test.travel_to('2030-06-03Z');
create temp table narrow as select * from scraping.start_job('wide');
select is(array_length(string_to_array(pg_temp.claim('w', 9), ' '), 1), 1,
          'should hand out max_pages in one call at most');
select is(scraping.next_claim(), '2 minutes', 'should then wait for what is in flight');
select results_eq(
    $$ select scraping.record_page(l.page_id, 'w', 'failed', 503, 'busy', retry_after => '1 min')
              is null, j.asked_count
         from scraping.scraper_leases as l join scraping.scraping_jobs as j on j.id = l.job_id $$,
    $$ values (false, 0) $$, 'should be recorded');
select test.travel_to('2030-06-03 00:05Z');
select is(pg_temp.claim('w', 9), null, 'should count each request, also to a busy host');
select is(status, 'failed', 'should be a failed job when all that was asked for failed')
  from scraping.scraping_jobs where id = (select id from narrow);

-- Nothing of a host is handed out before its robots.txt, however many requests it may answer.
update scraping.scraper_targets
   set scraping_rules = '{"rate_limiting": {"concurrent_requests": 9}}' where name = 'other';
select scraping.start_job('other');
select is(pg_temp.claim('w', 9), 'other.example.com/robots.txt', 'should ask for robots.txt');
select test.travel_to('2030-06-03 00:06Z');
select is(scraping.next_claim(), '1 minute', 'should say that it is waited for');
select test.travel_to('2030-06-03 00:07Z');
select is(pg_temp.claim('v', 9), 'other.example.com/robots.txt',
          'should ask for it again when the worker died');
select throws_ok(
    $$ select scraping.record_robots('other.example.com', 'w', 200) $$, '55000', null,
    'should take it from the second alone');
select scraping.record_robots('other.example.com', 'v', error => 'hung up');
select is(pg_temp.claim('v', 9), null, 'should ask nothing of a host without its robots.txt');
select results_eq(
    $$ select j.status, j.asked_count, t.failure_count
         from scraping.scraping_jobs as j join scraping.scraper_targets as t on t.id = j.target_id
        where t.name = 'other' order by j.created_at desc, j.started_at desc limit 1 $$,
    $$ values ('failed'::varchar, 0, 1) $$, 'should be a failed job then');

-- The time between two requests to a host
select results_eq(
    $$ select scraping._delay(d.rules::jsonb, 2, d.crawl_delay::interval)
         from (values (1, '{}', null), (2, '{}', '1 s'), (3, '{}', '3 s'),
                      (4, '{"extraction": {"respect_robots_txt": false}}', '3 s'),
                      (5, '{"rate_limiting": {"requests_per_second": 0.00001}}', '3 s'),
                      (6, '{"rate_limiting": {"requests_per_second": 1000}}', null),
                      (7, '{"rate_limiting": {"requests_per_second": 4}}', '1 s')
              ) as d (n, rules, crawl_delay)
        order by d.n $$,
    $$ values (interval '2 s'), ('2 s'), ('3 s'), ('2 s'), ('100000 s'), ('1 ms'), ('1 s') $$,
    'should be the longest that anybody asks for');
select is(scraping._requests_at_once('{}'), 1, 'should ask one at a time unless told');

-- A heartbeat does not shorten a lease, and revives none that another has.
insert into scraping.scraper_leases (job_id, host, worker, expires_at)
select id, 'h1', 'beating', '2030-06-03 01:00Z' from narrow;
select is(scraping.heartbeat('beating', '1 minute'), 1, 'should find the lease');
select is(scraping.heartbeat('beating', null), 1, 'should take no time for none');
select is(scraping.heartbeat(null), 0, 'should find nothing of nobody');
select is(expires_at, '2030-06-03 01:00Z', 'should not shorten a lease')
  from scraping.scraper_leases where worker = 'beating';

select * from finish();
rollback;
