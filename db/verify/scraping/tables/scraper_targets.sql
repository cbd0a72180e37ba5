-- Verify aquascene:scraping/tables/scraper_targets on pg

begin;

select
    id, name, base_url, domains, categories, scraping_rules, rate_limit_delay, max_pages,
    is_active, last_scraped_at, next_scrape_at, scrape_frequency, success_count, error_count,
    created_at, updated_at, failure_count, paused_reason, page_count
  from scraping.scraper_targets
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'scraping.scraper_targets'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'scraping.scraper_targets'::regclass
   and c.relname in ('scraper_targets_due_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'scraping.scraper_targets'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'scraping.scraper_targets'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'scraping.scraper_targets', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'scraping.scraper_targets', 'INSERT'))::int;

rollback;
