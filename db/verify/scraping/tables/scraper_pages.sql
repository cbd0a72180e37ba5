-- Verify aquascene:scraping/tables/scraper_pages on pg

begin;

select
    id, target_id, job_id, url, host, depth, kind, title, outcome, status_code, error, etag,
    last_modified, content_hash, redirected_to, redirect_count, raw_content_id, failure_count,
    fetch_interval, next_fetch_at, discovered_at, fetched_at, changed_at
  from scraping.scraper_pages
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'scraping.scraper_pages'::regclass;
select 1 / (count(*) = 3 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'scraping.scraper_pages'::regclass
   and c.relname in ('scraper_pages_due_idx', 'scraper_pages_job_id_idx',
                     'scraper_pages_raw_content_id_idx');
select 1 / has_table_privilege('aquascene_reader', 'scraping.scraper_pages', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'scraping.scraper_pages', 'INSERT'))::int;

rollback;
