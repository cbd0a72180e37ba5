-- Test scraping.record_robots: records the robots.txt of a host.
begin;
select plan(37);

select test.travel_to('2030-05-06 12:00Z');
select test.target('site', '{"rate_limiting": {"requests_per_second": 0.5}}');
create temp table job as select * from scraping.start_job('site');
create function pg_temp.recorded(
    status_code integer, body text default null, crawl_delay interval default null
)
returns text language sql as $function$
    insert into scraping.scraper_leases (job_id, host, worker, expires_at)
    select j.id, 'example.com', 'w', ops.now() + interval '1 minute' from job as j;
    select scraping.record_robots('example.com', 'w', recorded.status_code, recorded.body,
                                  recorded.crawl_delay, 'no');
    select format('%s|%s|%s', h.robots_txt, h.robots_fetched_at at time zone 'UTC', h.crawl_delay)
      from scraping.scraper_hosts as h;
$function$;

set local role aquascene_editor;
select throws_ok(
    $$ select scraping.record_robots('example.com', 'w') $$, '42501', null, 'an editor may not');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ select scraping.record_robots('example.com', 'w', 200) $$, '55000',
    'worker w does not hold the robots.txt of example.com', 'should refuse who does not hold it');
select throws_ok(
    $$ select scraping.record_robots(null, null) $$, '55000',
    'worker null does not hold the robots.txt of null', 'should refuse nobody');
select is(c.url, 'https://example.com/robots.txt', 'should be handed out')
  from scraping.claim_pages('w') as c;
select lives_ok(
    $$ select scraping.record_robots('example.com', 'w', 200, 'User-agent: *', null, null,
        '1 s') $$,
    'should take it');
select is(scraping.robots_txt('example.com'), 'User-agent: *', 'should give it to workers');
select is(scraping.robots_txt('example.org'), null, 'should know nothing of other hosts');
reset role;
select is(next_request_at, '2030-05-06 12:00:02Z',
          'should let the host rest, from the claim or the beginning of the answer')
  from scraping.scraper_hosts;
select is(crawl_delay, null, 'should know no delay when there is none')
  from scraping.scraper_hosts;

select is(pg_temp.recorded(200, 'Disallow: /', '5 seconds'),
          'Disallow: /|2030-05-06 12:00:00|00:00:05', 'should keep the text and the delay');
select is(next_request_at, '2030-05-06 12:00:05Z', 'should keep to the delay at once')
  from scraping.scraper_hosts;
select is(pg_temp.recorded(404), '|2030-05-06 12:00:00|', 'should allow all without one');
select is(length(pg_temp.recorded(200, repeat('x', 600000), '2 days')), 512029,
          'should keep 512,000 characters, and an hour of delay');
select is(pg_temp.recorded(200, null, '2 days'), '|2030-05-06 12:00:00|01:00:00',
          'should take an empty one');
select test.travel_to('2030-05-06 13:00Z');
select is(pg_temp.recorded(s.code), '|2030-05-06 12:00:00|01:00:00',
          'should keep what it knew when there was none to be had')
  from (values (503)) as s (code);
select is_empty(
    $$ select from scraping.scraping_job_hosts $$, 'should then ask nothing of the host');
select results_eq(
    $$ select j.errors_count, j.error_details -> 0
         from scraping.scraping_jobs as j $$,
    $$ values (1, '{"url": "example.com/robots.txt",
                    "error": "nothing is asked of this host until its robots.txt can be had: no"}'
                   ::jsonb) $$,
    'should say so');


-- Each answer
create function pg_temp.known(status_code integer) returns text language sql as $function$
    update scraping.scraper_hosts set robots_txt = 'old', robots_fetched_at = null,
           crawl_delay = '7 s', next_request_at = ops.now();
    insert into scraping.scraping_job_hosts (job_id, host) select id, 'example.com' from job
        on conflict do nothing;
    select pg_temp.recorded(known.status_code, 'new', '3 s');
    select concat_ws(' ', h.robots_txt, h.robots_fetched_at is not null, h.crawl_delay,
                     (select count(*) from scraping.scraping_job_hosts))
      from scraping.scraper_hosts as h;
$function$;
select is(pg_temp.known(a.status_code), a.known,
          format('should take a %s as it is meant', coalesce(a.status_code::text, 'silence')))
  from (values (200, 'new t 00:00:03 1'), (204, 'new t 00:00:03 1'), (301, ' t 00:00:03 1'),
               (401, ' t 00:00:03 1'), (403, ' t 00:00:03 1'), (410, ' t 00:00:03 1'),
               (499, ' t 00:00:03 1'), (429, 'old f 00:00:07 0'), (500, 'old f 00:00:07 0'),
               (599, 'old f 00:00:07 0'), (199, 'old f 00:00:07 0'), (null, 'old f 00:00:07 0')
       ) as a (status_code, known);

-- Delays that cannot be meant
create function pg_temp.rest(crawl_delay interval, answered interval default '0')
returns text language sql as $function$
    update scraping.scraper_hosts set next_request_at = ops.now() - interval '1 year';
    insert into scraping.scraper_leases (job_id, host, worker, expires_at)
    select j.id, 'example.com', 'w', ops.now() + interval '1 minute' from job as j;
    select scraping.record_robots('example.com', 'w', 200, 'x', rest.crawl_delay,
                                  answered => rest.answered);
    select concat_ws(' ', coalesce(h.crawl_delay::text, '-'), h.next_request_at - ops.now())
      from scraping.scraper_hosts as h;
$function$;
select is(pg_temp.rest(d.crawl_delay, d.answered), d.rests,
          format('should let the host rest %s when it asks for %L and answered %L ago', d.rests,
                 d.crawl_delay, d.answered))
  from (values (interval '2 days', interval '0', '01:00:00 01:00:00'),
               ('100000 years', '0', '01:00:00 01:00:00'), ('-1 s', '0', '- 00:00:02'),
               ('0', '0', '- 00:00:02'), (null, null, '- 00:00:02'),
               ('10 s', '-1 h', '00:00:10 00:00:10'), ('10 s', '9000 years', '00:00:10 -23:59:50'),
               ('10 s', '4 s', '00:00:10 00:00:06')
       ) as d (crawl_delay, answered, rests);

select * from finish();
rollback;
