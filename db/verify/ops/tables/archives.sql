-- Verify aquascene:ops/tables/archives on pg

begin;

select
    partition_name, table_name, starts_at, ends_at, detached_at, archived_at,
    location, row_count, byte_count, checksum
  from ops.archives
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.archives'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'ops.archives', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.archives', 'INSERT'))::int;

rollback;
