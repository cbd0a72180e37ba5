-- Test scraping.claim_page: hands a worker one page, when the target may be asked again.
begin;
select plan(21);

-- The site's rules allow a request in 4 s; the other has none and waits its rate_limit_delay.
select test.travel_to('2030-05-06 12:00Z');
select test.target('site', '{"rate_limiting": {"requests_per_second": 0.25}}'),
       test.target('slow', '{}');
update scraping.scraper_targets set rate_limit_delay = 7, next_request_at = ops.now();
create temp table job as select * from scraping.start_job('site');
grant select on job to aquascene_editor, aquascene_worker;
insert into scraping.scraper_pages (target_id, job_id, url, depth, status, etag, last_modified)
select j.target_id, j.id, p.url, p.depth, p.status, '"' || p.url || '"', 'modified ' || p.url
  from job as j
 cross join (values ('deep', 2, 'pending'), ('first', 1, 'pending'), ('second', 1, 'pending'),
                    ('answered', 0, 'done'), ('forbidden', 0, 'blocked'), ('broken', 0, 'failed')
            ) as p (url, depth, status);
delete from scraping.scraper_pages where url like 'https:%';
insert into scraping.scraper_pages (target_id, url, depth)
select target_id, 'nobody asks for it', 0 from job;

set local role aquascene_editor;
select throws_ok(
    $$ select scraping.claim_page(id, 'w') from job $$, '42501', null, 'an editor may not');
reset role;

set local role aquascene_worker;
select results_eq(
    $$ select c.url, c.depth, c.etag, c.last_modified, c.wait, c.page_id is not null
         from job as j cross join scraping.claim_page(j.id, 'w1') as c $$,
    $$ values ('first', 1, '"first"', 'modified first', null::interval, true) $$,
    'should hand out the page nearest to the first, the one found earlier');
reset role;
select results_eq(
    $$ select url, claimed_by, lease_expires_at from scraping.scraper_pages
        where status = 'fetching' $$,
    $$ values ('first', 'w1', '2030-05-06 12:01Z'::timestamptz) $$,
    'should give it to that worker for a minute');
select results_eq(
    $$ select name, next_request_at from scraping.scraper_targets order by name $$,
    $$ values ('site'::varchar, '2030-05-06 12:00:04Z'::timestamptz),
              ('slow', '2030-05-06 12:00Z') $$,
    'should keep the target from being asked for as long as its rules say');

-- Too early
select test.travel_to('2030-05-06 12:00:03Z');
select results_eq(
    $$ select c.* from job as j cross join scraping.claim_page(j.id, 'w2') as c $$,
    $$ values (null::bigint, null::text, null::integer, null::text, null::text,
               interval '1 second') $$,
    'should say how long to wait when the target was asked just now');
select is(count(*), 1::bigint, 'should then hand out nothing')
  from scraping.scraper_pages where status = 'fetching';
select is(next_request_at, '2030-05-06 12:00:04Z', 'should then not put off the next request')
  from scraping.scraper_targets where name = 'site';

-- In time
select test.travel_to('2030-05-06 12:00:04Z');
select results_eq(
    $$ select c.url
         from job as j
        cross join scraping.claim_page(job_id => j.id, worker => 'w2', lease => '10 seconds') as c
    $$,
    $$ values ('second') $$, 'should hand out the next page when the time has come');
select results_eq(
    $$ select url, claimed_by, lease_expires_at from scraping.scraper_pages
        where status = 'fetching' order by url $$,
    $$ values ('first', 'w1', '2030-05-06 12:01Z'::timestamptz),
              ('second', 'w2', '2030-05-06 12:00:14Z') $$,
    'should give it for as long as asked');

-- A lease that has just run out
select test.travel_to('2030-05-06 12:00:14Z');
select results_eq(
    $$ select c.url from job as j cross join scraping.claim_page(j.id, 'w3') as c $$,
    $$ values ('second') $$, 'should hand out a page again when its lease has run out');
select results_eq(
    $$ select claimed_by, lease_expires_at from scraping.scraper_pages where url = 'second' $$,
    $$ values ('w3', '2030-05-06 12:01:14Z'::timestamptz) $$,
    'should give it to the worker that has it now');
select test.travel_to('2030-05-06 12:00:20Z');
select results_eq(
    $$ select c.url from job as j cross join scraping.claim_page(j.id, 'w4') as c $$,
    $$ values ('deep') $$, 'should hand out no page that a worker holds');

-- Others are still fetching, and may find links
select results_eq(
    $$ select c.* from job as j cross join scraping.claim_page(j.id, 'w5') as c $$,
    $$ values (null::bigint, null::text, null::integer, null::text, null::text,
               interval '200 milliseconds') $$,
    'should let a worker wait while others are fetching');
update scraping.scraper_pages set lease_expires_at = '2030-05-06 12:00:40Z' where url = 'deep';
select test.travel_to('2030-05-06 12:00:39.95Z');
select results_eq(
    $$ select c.url, c.wait from job as j cross join scraping.claim_page(j.id, 'w5') as c $$,
    $$ values (null::text, interval '50 milliseconds') $$,
    'should let it wait no longer than the first lease runs');

-- Nothing is left
update scraping.scraper_pages set status = 'done' where status = 'fetching';
select is_empty(
    $$ select c.* from job as j cross join scraping.claim_page(j.id, 'w6') as c $$,
    'should return no row when nothing is left');
select is(status, 'pending', 'should leave pages that this job does not ask for')
  from scraping.scraper_pages where url = 'nobody asks for it';

-- Without a rate in the rules
select lives_ok($$ select scraping.claim_page(id, 'w7') from scraping.start_job('slow') $$);
select is(
    next_request_at - ops.now(), interval '7 seconds',
    'should wait the delay of the target when its rules say no rate')
  from scraping.scraper_targets where name = 'slow';

-- Errors
select throws_ok(
    format('select scraping.claim_page(%L, %L)', i.id, 'w'), 'P0002',
    format('no scraping job %s', coalesce(i.id, 'null')),
    format('should refuse the job %s', coalesce(i.id, 'null')))
  from (values ('00000000-0000-0000-0000-000000000000'), (null)) as i (id);
update scraping.scraping_jobs set status = 'cancelled' where id = (select id from job);
select throws_ok(
    format('select scraping.claim_page(%L, %L)', id, 'w'), '55000',
    format('scraping job %s is cancelled', id), 'should refuse a job that is not running')
  from job;

select * from finish();
rollback;
