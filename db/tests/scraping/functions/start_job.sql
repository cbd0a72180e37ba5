-- Test scraping.start_job and enqueue_due: begin visits.
begin;
select plan(28);
select test.act_as('editor');

select test.target('site'), test.target('other'), test.target('stopped');
update scraping.scraper_targets
   set base_url = case name when 'site' then 'https://example.com/start#top' else base_url end,
       is_active = name <> 'stopped';
select test.travel_to('2030-05-06 07:08Z');

set local role aquascene_reader;
select throws_ok($$ select scraping.start_job('site') $$, '42501', null, 'a reader may not start');
select throws_ok($$ select scraping.enqueue_due() $$, '42501', null, 'nor enqueue');
reset role;

set local role aquascene_worker;
create temp table job as select * from scraping.start_job('site');
grant select on job to aquascene_editor;
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
    $$ select p.target_id = j.target_id, p.url, p.depth, p.outcome, p.next_fetch_at
         from scraping.scraper_pages as p cross join job as j $$,
    $$ values (true, 'https://example.com/start', 0, null::text, 'epoch'::timestamptz) $$,
    'should ask for the page to begin with, before all others');
select results_eq(
    $$ select w.job_id = j.id, w.host from scraping.scraping_job_hosts as w cross join job as j $$,
    $$ values (true, 'example.com') $$, 'should know which host to ask');

-- Called again while it is unfinished
update scraping.scraper_pages set next_fetch_at = '2031-01-01Z';
set local role aquascene_editor;
select results_eq(
    $$ select id, job_type from scraping.start_job('site', 'scheduled', true) $$,
    $$ select id, job_type from job $$, 'should return an unfinished job again');
reset role;
select is(next_fetch_at, '2031-01-01Z', 'should then leave the pages alone')
  from scraping.scraper_pages;
select isnt(o.id, j.id, 'should begin another for another target')
  from scraping.start_job('other') as o cross join job as j;
update scraping.scraping_jobs set status = 'pending', started_at = null
 where id = (select id from job);
delete from scraping.scraping_job_hosts where job_id = (select id from job);
select results_eq(
    $$ select s.id, s.status, s.started_at from scraping.start_job('site') as s $$,
    $$ select id, 'running'::varchar, '2030-05-06 07:08Z'::timestamptz from job $$,
    'should take up a job that waits');

-- The next visit: what is due on any host, and nothing is written to the pages.
update scraping.scraping_jobs set status = 'completed' where id = (select id from job);
insert into scraping.scraper_pages (target_id, url, depth, next_fetch_at)
select j.target_id, format('https://%s/%s', p.host, p.due), 2, p.due::timestamptz
  from job as j
 cross join (values ('a.example.com', '2030-05-06 07:08Z'), ('a.example.com', '2030-05-06 07:09Z'),
                    ('b.example.com', '2030-05-06 07:09Z'), ('c.example.com', null),
                    ('d.example.com', '2030-01-01Z')) as p (host, due);
create temp table pages as select * from scraping.scraper_pages where depth = 2;
create temp table again as
select * from scraping.start_job(target_name => 'site', job_type => 'test');
select results_eq(
    $$ select a.id <> j.id, a.job_type, a.status from again as a cross join job as j $$,
    $$ values (true, 'test'::varchar, 'running'::varchar) $$,
    'should begin a new job when the last is finished');
select results_eq(
    $$ select w.host from scraping.scraping_job_hosts as w join again as a on a.id = w.job_id
        order by 1 $$,
    $$ values ('a.example.com'), ('d.example.com'), ('example.com') $$,
    'should ask the hosts on which a page is due');
select results_eq('select * from scraping.scraper_pages where depth = 2', 'table pages',
                  'should write nothing to the pages');
update scraping.scraping_jobs set status = 'completed' where id = (select id from again);
create temp table fresh as select * from scraping.start_job('site', refresh => true);
select results_eq(
    $$ select w.host from scraping.scraping_job_hosts as w join fresh as f on f.id = w.job_id
        order by 1 $$,
    $$ values ('a.example.com'), ('b.example.com'), ('d.example.com'), ('example.com') $$,
    'should ask for all that is ever due if wanted');

-- Hosts at which the target is no longer
update scraping.scraping_jobs set status = 'completed' where id = (select id from fresh);
update scraping.scraper_targets
   set base_url = 'https://b.example.com/', domains = '{b.example.com,d.example.com:81}'
 where name = 'site';
insert into scraping.scraper_pages (target_id, url, next_fetch_at)
select target_id, 'https://x.b.example.com:82/', '2030-01-01Z' from job;
create temp table moved as select * from scraping.start_job('site');
select results_eq(
    $$ select w.host from scraping.scraping_job_hosts as w join moved as m on m.id = w.job_id
        order by 1 $$,
    $$ values ('b.example.com'), ('x.b.example.com:82') $$,
    'should ask no host that is at none of the domains any more');
select isnt_empty(
    $$ select from scraping.scraper_pages
        where url like 'https://a.%' and next_fetch_at <= ops.now()
    $$, 'should leave its pages due');

-- What is due
update scraping.scraper_targets set next_scrape_at = '2030-05-06 07:08Z' where name <> 'other';
select test.target('early'), test.target('never');
update scraping.scraper_targets set next_scrape_at = '2030-05-06 07:08:01Z' where name = 'early';
update scraping.scraping_jobs set status = 'completed' where status = 'running';
select test.target('busy');
select scraping.start_job('busy');
set local role aquascene_worker;
create temp table due as select * from scraping.enqueue_due();
reset role;
select results_eq(
    $$ select t.name, d.job_type, d.status, d.started_at
         from due as d join scraping.scraper_targets as t on t.id = d.target_id order by 1 $$,
    $$ values ('never'::varchar, 'scheduled'::varchar, 'pending'::varchar, null::timestamptz),
              ('other', 'scheduled', 'pending', null), ('site', 'scheduled', 'pending', null) $$,
    'should make jobs of active targets whose time has come and that are not at work');
select is_empty($$ select from scraping.enqueue_due() $$, 'should make no second one');
select results_eq(
    $$ select s.id = d.id, s.job_type, s.status
         from due as d join scraping.scraper_targets as t on t.id = d.target_id and t.name = 'never'
        cross join scraping.start_job('never', 'test', null) as s $$,
    $$ values (true, 'scheduled'::varchar, 'running'::varchar) $$,
    'should begin the job that waits when somebody starts it');
select is((select t.failure_count from scraping.scraper_targets as t where t.name = 'never'), 0,
          'should not count it as a failure');

-- Errors
select throws_ok(
    format('select scraping.start_job(%L)', n.name), 'P0002',
    format('no scraper target %L', n.name), format('should refuse %s', coalesce(n.name, 'null')))
  from (values ('nowhere'), ('SITE'), (null)) as n (name);
select throws_ok(
    $$ select scraping.start_job('stopped') $$, '55000', 'scraper target stopped is paused',
    'should refuse a target that is paused');
select throws_ok(
    format('select scraping.start_job(%L, %L)', 'early', t.type), t.state, null,
    format('should refuse a job that is %s', coalesce(t.type, 'null')))
  from (values ('daily', '23514'), (repeat('x', 31), '22001'), (null, '23502')) as t (type, state);
select is_empty(
    $$ select from scraping.scraping_jobs as j join scraping.scraper_targets as t
           on t.id = j.target_id where t.name = 'early' $$,
    'should write nothing when it refuses');

select * from finish();
rollback;
