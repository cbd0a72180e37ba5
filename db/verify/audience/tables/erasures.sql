-- Verify aquascene:audience/tables/erasures on pg

begin;

select
    id, subscriber_id, reason, row_counts, erased_by, erased_at
  from audience.erasures
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.erasures'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.erasures'::regclass
   and c.relname in ('erasures_erased_by_idx');
select 1 / has_table_privilege('aquascene_reader', 'audience.erasures', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audience.erasures', 'INSERT'))::int;

rollback;
