-- Verify aquascene:admin/tables/known_addresses on pg

begin;

select
    user_id, address, expires_at, created_at
  from admin.known_addresses
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.known_addresses'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'admin.known_addresses'::regclass
   and c.relname in ('known_addresses_expires_at_idx');
select 1 / (not has_table_privilege('aquascene_reader', 'admin.known_addresses', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.known_addresses', 'INSERT'))::int;

rollback;
