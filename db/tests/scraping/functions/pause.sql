-- Test scraping.pause and scraping.resume: stop a target, and let it go on.
begin;
select plan(22);
select test.act_as('editor');

select test.travel_to('2030-05-06 12:00Z');
select test.target('site'), test.target('other');
update scraping.scraper_targets set base_url = 'https://www.example.com/' where name = 'other';
create temp table job as select * from scraping.start_job('site');
select scraping.start_job('other');
update scraping.scraper_targets set failure_count = 3;
select * from scraping.claim_pages('w', 9);
set local session_replication_role = replica;     -- the log refuses otherwise
delete from audit.audit_log;
set local session_replication_role = origin;

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
select isnt_empty($$ select from scraping.scraper_leases where job_id = (select id from job) $$,
                  'should leave workers what they hold');
select is(p.paused_reason, null, 'should change nothing the second time but the reason')
  from scraping.pause('site') as p;
select results_eq(
    $$ select j.completed_at, t.failure_count, t.error_count
         from scraping.scraping_jobs as j join scraping.scraper_targets as t on t.id = j.target_id
        where j.id = (select id from job) $$,
    $$ values ('2030-05-06 12:00Z'::timestamptz, 3, 0) $$,
    'should not count it as a failure');

set local role aquascene_worker;
select results_eq(
    $$ select is_active, paused_reason, failure_count,
        next_scrape_at from scraping.resume('site') $$,
    $$ values (true, null::text, 0, '2030-05-06 12:00Z'::timestamptz) $$,
    'should let it go on, and forget its failures');
reset role;
update scraping.scraper_targets set failure_count = 1, next_scrape_at = '2031-01-01Z';
select isnt(s.id, j.id, 'should begin a job of its own afterwards')
  from job as j cross join scraping.start_job('site') as s;
select is(s.status, 'cancelled', 'should leave the former one cancelled')
  from job as j join scraping.scraping_jobs as s on s.id = j.id;

-- A job that has not begun
select scraping.pause('other');
select scraping.resume('other');
select scraping.enqueue_due();
select scraping.pause('other', '');
select results_eq(
    $$ select j.status, j.started_at, j.completed_at
         from scraping.scraping_jobs as j join scraping.scraper_targets as t on t.id = j.target_id
        where t.name = 'other' order by j.started_at nulls last $$,
    $$ values ('cancelled'::varchar, '2030-05-06 12:00Z'::timestamptz,
               '2030-05-06 12:00Z'::timestamptz),
              ('cancelled', null, '2030-05-06 12:00Z') $$,
    'should cancel a job that has not begun');
select is_empty($$ select from scraping.claim_pages('v', 9) where host = 'www.example.com' $$,
                'should begin it no more');
select scraping.resume('site');
select is(count(*), 1::bigint, 'should leave its jobs when there is nothing to resume')
  from scraping.scraping_jobs as j join scraping.scraper_targets as t on t.id = j.target_id
 where t.name = 'site' and j.status = 'running';
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
