-- Verify aquascene:content/tables/raw_leases on pg

begin;

select
    id, worker, expires_at, raw_content_ids, attempts
  from content.raw_leases
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.raw_leases'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.raw_leases'::regclass
   and c.relname in ('raw_leases_worker_idx', 'raw_leases_expires_at_idx');
select 1 / has_table_privilege('aquascene_reader', 'content.raw_leases', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.raw_leases', 'INSERT'))::int;

rollback;
