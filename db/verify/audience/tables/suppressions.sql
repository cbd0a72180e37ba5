-- Verify aquascene:audience/tables/suppressions on pg

begin;

select
    id, address_hash, domain, reason, created_at
  from audience.suppressions
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.suppressions'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'audience.suppressions', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audience.suppressions', 'INSERT'))::int;

rollback;
