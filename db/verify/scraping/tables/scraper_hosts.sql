-- Verify aquascene:scraping/tables/scraper_hosts on pg

begin;

select
    host, next_request_at, crawl_delay, robots_txt, robots_fetched_at
  from scraping.scraper_hosts
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'scraping.scraper_hosts'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'scraping.scraper_hosts', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'scraping.scraper_hosts', 'INSERT'))::int;

rollback;
