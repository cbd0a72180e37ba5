-- Verify aquascene:audience/tables/bounces on pg

begin;

select
    id, subscriber_id, kind, code, diagnostic, occurred_at
  from audience.bounces
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.bounces'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.bounces'::regclass
   and c.relname in ('bounces_subscriber_id_idx');
select 1 / has_table_privilege('aquascene_reader', 'audience.bounces', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audience.bounces', 'INSERT'))::int;

rollback;
