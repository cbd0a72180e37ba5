-- Verify aquascene:scraping/views/target_report on pg

begin;

select
    target, base_url, state, reason, job_id, started_at, completed_at, asked_count, pages_scraped,
    content_found, errors_count, in_flight, page_count, success_count, error_count, failure_count,
    next_scrape_at
  from scraping.target_report
 where false;
select 1 / has_table_privilege('aquascene_reader', 'scraping.target_report', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'scraping.target_report', 'SELECT'))::int;

rollback;
