-- Test scraping.start_job: begins a visit to a target.
begin;
select plan(15);

select test.target('site'), test.target('other'), test.target('paused');
update scraping.scraper_targets
   set base_url = case name when 'site' then 'https://example.com/start#top' else base_url end,
       is_active = name <> 'paused';
select test.travel_to('2030-05-06 07:08Z');

set local role aquascene_editor;
select throws_ok($$ select scraping.start_job('site') $$, '42501', null, 'an editor may not');
reset role;

set local role aquascene_worker;
create temp table job as select * from scraping.start_job('site');
reset role;
select results_eq(
    $$ select t.name, j.job_type, j.status, j.started_at, j.completed_at,
              j.configuration = t.scraping_rules
         from job as j
         join scraping.scraper_targets as t on t.id = j.target_id $$,
    $$ values ('site'::varchar, 'manual'::varchar, 'running'::varchar,
               '2030-05-06 07:08Z'::timestamptz, null::timestamptz, true) $$,
    'should return a running job with the rules as they are now');
select results_eq(
    'select * from scraping.scraping_jobs', 'select * from job', 'should write that job alone');
select results_eq(
    $$ select p.target_id = j.target_id, p.job_id = j.id, p.url, p.depth, p.status
         from scraping.scraper_pages as p cross join job as j $$,
    $$ values (true, true, 'https://example.com/start', 0, 'pending') $$,
    'should ask for the page to begin with, without its fragment');

-- Called again while it is unfinished
update scraping.scraper_pages set status = 'done';
select results_eq(
    $$ select id, job_type from scraping.start_job('site', 'scheduled') $$,
    $$ select id, job_type from job $$, 'should return an unfinished job again');
select is(status, 'done', 'should then leave the pages alone') from scraping.scraper_pages;
select isnt(o.id, j.id, 'should begin another for another target')
  from scraping.start_job('other') as o cross join job as j;
update scraping.scraping_jobs set status = 'pending' where id = (select id from job);
select results_eq(
    $$ select s.id, s.status, s.started_at is not null from scraping.start_job('site') as s $$,
    $$ select id, 'running'::varchar, true from job $$, 'should take up a job that waits');

-- The next visit
update scraping.scraping_jobs set status = 'running' where id = (select id from job);
update scraping.scraping_jobs set status = 'completed' where id = (select id from job);
insert into scraping.scraper_pages (target_id, job_id, url, depth, status, etag)
select j.target_id, case s.status when 'failed' then null else j.id end,
       'https://example.com/' || s.status, 2, s.status, 'W/"' || s.status || '"'
  from job as j
 cross join (values ('blocked'), ('failed'), ('fetching')) as s (status);
create temp table again as
select * from scraping.start_job(target_name => 'site', job_type => 'test');
select results_eq(
    $$ select a.id <> j.id, a.job_type, a.status from again as a cross join job as j $$,
    $$ values (true, 'test'::varchar, 'running'::varchar) $$,
    'should begin a new job when the last is finished');
select results_eq(
    $$ select p.url, p.depth, p.status, p.etag
         from scraping.scraper_pages as p
         join again as a on a.id = p.job_id
        order by p.url collate "C" $$,
    $$ values ('https://example.com/blocked', 2, 'pending', 'W/"blocked"'),
              ('https://example.com/failed', 2, 'pending', 'W/"failed"'),
              ('https://example.com/fetching', 2, 'pending', 'W/"fetching"'),
              ('https://example.com/start', 0, 'pending', null) $$,
    'should ask for every page again that the target knows, with its ETag');
select results_eq(
    $$ select p.url from scraping.scraper_pages as p
         join scraping.scraping_jobs as j on j.id = p.job_id
         join scraping.scraper_targets as t on t.id = j.target_id
        where t.name = 'other' $$,
    $$ values ('https://example.com/') $$, 'should leave the pages of other targets');

-- Errors
select throws_ok(
    format('select scraping.start_job(%L)', n.name), 'P0002',
    format('no scraper target %L', n.name),
    format('should refuse the name %s', coalesce(n.name, 'null')))
  from (values ('nowhere'), (null)) as n (name);
select throws_ok(
    $$ select scraping.start_job('paused') $$, '55000', 'scraper target paused is paused',
    'should refuse a target that is paused');
update scraping.scraping_jobs set status = 'cancelled' where status = 'running';
select throws_ok(
    $$ select scraping.start_job('site', 'weekly') $$, '23514', null,
    'should refuse a strange type');

select * from finish();
rollback;
