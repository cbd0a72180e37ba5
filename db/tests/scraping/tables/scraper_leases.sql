-- Test scraping.scraper_leases: columns, keys, checks, privileges.
begin;
select plan(9);

select results_eq(
    $$ select test.columns('scraping.scraper_leases') $$,
    $$ values ('id bigint not null identity'),
              ('job_id uuid not null'),
              ('host text not null'),
              ('page_id bigint'),
              ('worker text not null'),
              ('leased_at timestamp with time zone not null default now()'),
              ('expires_at timestamp with time zone not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('scraping.scraper_leases') $$,
    $$ values ('FOREIGN KEY (host) REFERENCES scraping.scraper_hosts(host)'),
              ('FOREIGN KEY (job_id) REFERENCES scraping.scraping_jobs(id) ON DELETE CASCADE'),
              ('FOREIGN KEY (page_id) REFERENCES scraping.scraper_pages(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE NULLS NOT DISTINCT (page_id, host)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('scraping.scraper_leases') $$,
    $$ values ('scraper_leases_host_idx btree (host)'),
              ('scraper_leases_job_id_idx btree (job_id)') $$,
    'should have these indexes');
set local role aquascene_reader;
select lives_ok($$ select * from scraping.scraper_leases $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ delete from scraping.scraper_leases $$, '42501', null, 'a worker may not write');
reset role;

select test.target('site');
select scraping.start_job('site');
insert into scraping.scraper_leases (job_id, host, page_id, worker, expires_at)
select p.job_id, w.host, p.page_id, 'w', now()
  from scraping.scraping_job_hosts as w
 cross join lateral (select w.job_id, s.id as page_id from scraping.scraper_pages as s
                      union all
                     select w.job_id, null) as p;
select throws_like(
    $$ insert into scraping.scraper_leases (job_id, host, page_id, worker, expires_at)
       select job_id, host, page_id, 'v', now() from scraping.scraper_leases limit 1 $$,
    '%"scraper_leases_page_id_key"%', 'should refuse a page a second time');
select throws_like(
    $$ insert into scraping.scraper_leases (job_id, host, page_id, worker, expires_at)
       select job_id, host, null, 'v', now() from scraping.scraper_leases limit 1 $$,
    '%"scraper_leases_page_id_key"%', 'should refuse a robots.txt a second time');
select throws_like(
    $$ update scraping.scraper_leases set worker = ' ' $$,
    '%"scraper_leases_worker_is_named"%', 'should refuse a worker without a name');
delete from scraping.scraper_targets;
select is_empty($$ select from scraping.scraper_leases $$, 'should go with their target');

select * from finish();
rollback;
