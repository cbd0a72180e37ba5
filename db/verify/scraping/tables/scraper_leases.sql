-- Verify aquascene:scraping/tables/scraper_leases on pg

begin;

select
    id, job_id, host, page_id, worker, leased_at, expires_at
  from scraping.scraper_leases
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'scraping.scraper_leases'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'scraping.scraper_leases'::regclass
   and c.relname in ('scraper_leases_job_id_idx', 'scraper_leases_host_idx');
select 1 / has_table_privilege('aquascene_reader', 'scraping.scraper_leases', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'scraping.scraper_leases', 'INSERT'))::int;

rollback;
