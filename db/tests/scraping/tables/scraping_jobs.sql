-- Test scraping.scraping_jobs: columns, keys, checks, privileges, the triggers.
begin;
select plan(28);

select results_eq(
    $$ select test.columns('scraping.scraping_jobs') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('target_id integer'),
              ('job_type character varying(30) not null default ''scheduled''::character varying'),
              ('status character varying(20) not null default ''pending''::character varying'),
              ('started_at timestamp with time zone'),
              ('completed_at timestamp with time zone'),
              ('pages_scraped integer not null default 0'),
              ('content_found integer not null default 0'),
              ('errors_count integer not null default 0'),
              ('error_details jsonb not null default ''[]''::jsonb'),
              ('configuration jsonb not null default ''{}''::jsonb'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()'),
              ('asked_count integer not null default 0') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('scraping.scraping_jobs') $$,
    $$ values ('FOREIGN KEY (target_id) REFERENCES scraping.scraper_targets(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('scraping.scraping_jobs') $$,
    $$ values ('UNIQUE scraping_jobs_one_unfinished btree (target_id) WHERE ((status)::text '
               || '= ANY ((ARRAY[''pending''::character varying, '
               || '''running''::character varying])::text[]))'),
              ('idx_scraping_jobs_status_target btree (status, target_id)'),
              ('scraping_jobs_target_id_idx btree (target_id, created_at DESC)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from scraping.scraping_jobs $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ delete from scraping.scraping_jobs $$, '42501', null, 'a worker may not write');
reset role;

select test.target('site'), test.target('other');
insert into scraping.scraping_jobs (target_id, started_at)
select id, '2030-01-01Z' from scraping.scraper_targets where name = 'site';
select throws_like(
    format('update scraping.scraping_jobs set %s', c.change),
    format('%%"scraping_jobs_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('job_type_is_known', $$job_type = 'daily'$$),
               ('counts_are_counts', 'pages_scraped = -1'),
               ('counts_are_counts', 'content_found = -1'),
               ('counts_are_counts', 'errors_count = -1'),
               ('counts_are_counts', 'asked_count = -1'),
               ('error_details_is_a_list', $$error_details = '{}'$$),
               ('configuration_is_an_object', $$configuration = '[]'$$),
               ('complete_after_they_start', $$completed_at = '2029-12-31Z'$$)
       ) as c (name, change);
select throws_like(
    $$ insert into scraping.scraping_jobs (status) values ('done') $$,
    '%"scraping_jobs_status_is_known"%', 'should refuse a strange status');
select lives_ok(
    $$ update scraping.scraping_jobs set completed_at = started_at $$,
    'should accept a job that took no time');
select lives_ok(
    format('update scraping.scraping_jobs set job_type = %L', t.type),
    format('should accept a %s job', t.type))
  from (values ('scheduled'), ('manual'), ('test')) as t (type);

-- One unfinished job a target
select throws_like(
    format($$ insert into scraping.scraping_jobs (target_id, status)
              select target_id, %L from scraping.scraping_jobs $$, s.status),
    '%"scraping_jobs_one_unfinished"%', format('should refuse a second job that is %s', s.status))
  from (values ('pending'), ('running')) as s (status);
select lives_ok(
    format($$ insert into scraping.scraping_jobs (target_id, status)
              select id, %L from scraping.scraper_targets where name = %L $$, s.status, s.name),
    format('should accept one that is %s for the target %s', s.status, s.name))
  from (values ('completed', 'site'), ('failed', 'site'), ('cancelled', 'site'),
               ('running', 'other')) as s (status, name);

select throws_ok(
    $$ update scraping.scraping_jobs set status = 'completed' where status = 'pending' $$,
    '55000', 'scraping job cannot go from pending to completed',
    'should refuse an edge that is not in the diagram');
select test.travel_to('2030-05-06 07:08Z');
select lives_ok(
    $$ update scraping.scraping_jobs set status = 'running' where status = 'pending' $$,
    'should accept an edge that is');
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from scraping.scraping_jobs where started_at is not null;

delete from scraping.scraper_targets where name = 'site';
select is(count(*), 1::bigint, 'should go with their target') from scraping.scraping_jobs;

select * from finish();
rollback;
