-- Verify aquascene:scraping/views/page_report on pg

begin;

select
    target, url, depth, kind, title, outcome, status_code, reason, fetched_at, changed_at,
    fetch_interval, next_fetch_at, failure_count, worker, raw_content_id, job_id
  from scraping.page_report
 where false;
select 1 / has_table_privilege('aquascene_reader', 'scraping.page_report', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'scraping.page_report', 'SELECT'))::int;

rollback;
