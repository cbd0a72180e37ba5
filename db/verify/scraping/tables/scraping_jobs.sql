-- Verify aquascene:scraping/tables/scraping_jobs on pg

begin;

select
    id, target_id, job_type, status, started_at, completed_at, pages_scraped, content_found,
    errors_count, error_details, configuration, created_at, updated_at, asked_count
  from scraping.scraping_jobs
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'scraping.scraping_jobs'::regclass;
select 1 / (count(*) = 3 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'scraping.scraping_jobs'::regclass
   and c.relname in ('idx_scraping_jobs_status_target', 'scraping_jobs_target_id_idx',
                     'scraping_jobs_one_unfinished');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'scraping.scraping_jobs'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.enforce_transition()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'scraping.scraping_jobs'::regclass and tgname = 'transition';
select 1 / has_table_privilege('aquascene_reader', 'scraping.scraping_jobs', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'scraping.scraping_jobs', 'INSERT'))::int;

rollback;
