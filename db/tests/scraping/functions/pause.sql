-- Test scraping.pause and scraping.resume: stop a target, and let it go on.
begin;
select plan(15);

select test.travel_to('2030-05-06 12:00Z');
select test.target('site'), test.target('other');
create temp table job as select * from scraping.start_job('site');
select scraping.start_job('other');
update scraping.scraper_targets set failure_count = 3;
select * from scraping.claim_pages('w', 9);
delete from audit.audit_log;

set local role aquascene_reader;
select throws_ok($$ select scraping.pause('site') $$, '42501', null, 'a reader may not pause');
select throws_ok($$ select scraping.resume('site') $$, '42501', null, 'nor resume');
reset role;
set local role aquascene_editor;
select results_eq(
    $$ select name, is_active, paused_reason from scraping.pause('site', 'they asked us to') $$,
    $$ values ('site'::varchar, false, 'they asked us to') $$, 'should pause it');
select throws_ok(
    $$ select scraping.start_job('site') $$, '55000', 'scraper target site is paused',
    'should keep it from being scraped');
reset role;
select results_eq(
    $$ select t.name, j.status, j.completed_at
         from scraping.scraping_jobs as j join scraping.scraper_targets as t on t.id = j.target_id
        order by 1 $$,
    $$ values ('other'::varchar, 'running'::varchar, null::timestamptz),
              ('site', 'cancelled', '2030-05-06 12:00Z') $$,
    'should cancel its job, and no other');
select is_empty(
    $$ select from scraping.scraping_job_hosts where job_id = (select id from job) $$,
    'should leave it no work');
select is_empty($$ select from scraping.enqueue_due() $$, 'should keep it from being due');
select results_eq(
    $$ select l.action, l.new_data ->> 'is_active', l.new_data ->> 'paused_reason'
         from audit.audit_log as l $$,
    $$ values ('update', 'false', 'they asked us to') $$, 'should be audited');
select is(p.is_active, false, 'should change nothing the second time but the reason')
  from scraping.pause('site') as p;

set local role aquascene_worker;
select results_eq(
    $$ select is_active, paused_reason, failure_count,
        next_scrape_at from scraping.resume('site') $$,
    $$ values (true, null::text, 0, '2030-05-06 12:00Z'::timestamptz) $$,
    'should let it go on, and forget its failures');
reset role;
update scraping.scraper_targets set failure_count = 1, next_scrape_at = '2031-01-01Z';
select results_eq(
    $$ select is_active, failure_count, next_scrape_at from scraping.resume('site') $$,
    $$ values (true, 1, '2031-01-01Z'::timestamptz) $$, 'should leave alone what is not paused');
select throws_ok(
    format('select scraping.%s(%L)', f.name, n.name), 'P0002', format('no scraper target %L',
        n.name),
    format('should refuse to %s %s', f.name, coalesce(n.name, 'null')))
  from (values ('pause'), ('resume')) as f (name) cross join (values ('nowhere'),
      (null)) as n (name);

select * from finish();
rollback;
