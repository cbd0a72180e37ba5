-- Test scraping.scraping_job_hosts: columns, keys, privileges.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('scraping.scraping_job_hosts') $$,
    $$ values ('job_id uuid not null'), ('host text not null') $$, 'should have these columns');
select results_eq(
    $$ select test.keys('scraping.scraping_job_hosts') $$,
    $$ values ('FOREIGN KEY (host) REFERENCES scraping.scraper_hosts(host)'),
              ('FOREIGN KEY (job_id) REFERENCES scraping.scraping_jobs(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (job_id, host)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('scraping.scraping_job_hosts') $$,
    $$ values ('scraping_job_hosts_host_idx btree (host)') $$, 'should have this index');
set local role aquascene_reader;
select lives_ok($$ select * from scraping.scraping_job_hosts $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ delete from scraping.scraping_job_hosts $$, '42501', null, 'a worker may not write');
reset role;

select test.target('site');
select scraping.start_job('site');
delete from scraping.scraping_jobs;
select is_empty($$ select from scraping.scraping_job_hosts $$, 'should go with their job');

select * from finish();
rollback;
