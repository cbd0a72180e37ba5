-- Test scraping.scraper_hosts: columns, keys, checks, privileges.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('scraping.scraper_hosts') $$,
    $$ values ('host text not null'),
              ('next_request_at timestamp with time zone not null default '
               || '''1970-01-01 00:00:00+00''::timestamp with time zone'),
              ('crawl_delay interval'),
              ('robots_txt text'),
              ('robots_fetched_at timestamp with time zone') $$,
    'should have these columns');
select results_eq($$ select test.keys('scraping.scraper_hosts') $$,
                  $$ values ('PRIMARY KEY (host)') $$, 'should have this key');
select is_empty($$ select test.indexes('scraping.scraper_hosts') $$, 'should have no other index');
set local role aquascene_reader;
select lives_ok($$ select * from scraping.scraper_hosts $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ update scraping.scraper_hosts set next_request_at = now() $$, '42501', null,
    'a worker may not write');
reset role;
insert into scraping.scraper_hosts (host) values ('example.com');
select throws_like(
    $$ update scraping.scraper_hosts set crawl_delay = '-1 s' $$,
    '%"scraper_hosts_crawl_delay_is_not_negative"%', 'should refuse a delay below 0');

select * from finish();
rollback;
