-- Test scraping.finish_job: ends a job whose pages are all answered.
begin;
select plan(15);

select test.travel_to('2030-05-06 12:00Z');
select test.target('site'), test.target('other');
update scraping.scraper_targets set scrape_frequency = '3 hours', success_count = 4;
create temp table job as select * from scraping.start_job('site');
create temp table other as select * from scraping.start_job('other');
grant select on job to aquascene_editor, aquascene_worker;

set local role aquascene_editor;
select throws_ok($$ select scraping.finish_job(id) from job $$, '42501', null, 'an editor may not');
reset role;

-- Pages are left
select throws_ok(
    format('select scraping.finish_job(%L)', id), '55000',
    format('scraping job %s still has 1 pages', id), 'should refuse while a page waits')
  from job;
update scraping.scraper_pages set status = 'fetching';
select throws_ok(
    format('select scraping.finish_job(%L)', id), '55000',
    format('scraping job %s still has 1 pages', id), 'should refuse while a page is fetched')
  from job;
select is(status, 'running', 'should then leave the job running')
  from scraping.scraping_jobs where id = (select id from job);

-- All are answered, one way or another
update scraping.scraper_pages set status = 'done' where job_id = (select id from job);
insert into scraping.scraper_pages (target_id, job_id, url, status)
select job.target_id, job.id, s.status, s.status
  from job
 cross join (values ('blocked'), ('failed')) as s (status);
select test.travel_to('2030-05-06 12:30Z');
set local role aquascene_worker;
create temp table finished as select f.* from job cross join scraping.finish_job(job.id) as f;
reset role;
select results_eq(
    $$ select f.id = j.id, f.status, f.completed_at from finished as f cross join job as j $$,
    $$ values (true, 'completed'::varchar, '2030-05-06 12:30Z'::timestamptz) $$,
    'should return the job, completed now');
select results_eq(
    $$ select j.* from scraping.scraping_jobs as j join job on job.id = j.id $$,
    'select * from finished', 'should write it');
select results_eq(
    $$ select name, last_scraped_at, next_scrape_at, success_count, error_count
         from scraping.scraper_targets order by name $$,
    $$ values ('other'::varchar, null::timestamptz, null::timestamptz, 4, 0),
              ('site', '2030-05-06 12:30Z', '2030-05-06 15:30Z', 5, 0) $$,
    'should tell the target when it is due again, and count the job, of that target alone');

-- Again
select test.travel_to('2030-05-06 13:00Z');
select results_eq(
    $$ select f.* from job cross join scraping.finish_job(job.id) as f $$,
    'select * from finished', 'should return a completed job as it is');
select is(success_count, 5, 'should count it once')
  from scraping.scraper_targets where name = 'site';

-- The clock was set back
update scraping.scraper_pages set status = 'done';
select test.travel_to('2030-05-06 11:00Z');
select is(f.completed_at, o.started_at, 'should not end a job before it began')
  from other as o cross join scraping.finish_job(o.id) as f;

-- Errors
select throws_ok(
    format('select scraping.finish_job(%L)', i.id), 'P0002',
    format('no scraping job %s', coalesce(i.id, 'null')),
    format('should refuse the job %s', coalesce(i.id, 'null')))
  from (values ('00000000-0000-0000-0000-000000000000'), (null)) as i (id);
insert into scraping.scraping_jobs (target_id, status)
select target_id, s.status from job cross join (values ('failed'), ('cancelled')) as s (status);
select throws_ok(
    format('select scraping.finish_job(%L)', id), '55000',
    format('scraping job cannot go from %s to completed', status),
    format('should refuse a job that is %s', status))
  from scraping.scraping_jobs where status in ('failed', 'cancelled');
select is(success_count, 5, 'should not count what it refuses')
  from scraping.scraper_targets where name = 'site';

select * from finish();
rollback;
