-- Verify aquascene:scraping/tables/scraping_job_hosts on pg

begin;

select
    job_id, host
  from scraping.scraping_job_hosts
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'scraping.scraping_job_hosts'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'scraping.scraping_job_hosts'::regclass
   and c.relname in ('scraping_job_hosts_host_idx');
select 1 / has_table_privilege('aquascene_reader', 'scraping.scraping_job_hosts', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'scraping.scraping_job_hosts', 'INSERT'))::int;

rollback;
