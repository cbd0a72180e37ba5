-- Verify aquascene:admin/tables/login_throttles on pg

begin;

select
    kind, key, try_count, last_tried_at, blocked_until_at
  from admin.login_throttles
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.login_throttles'::regclass;
select 1 / (not has_table_privilege('aquascene_reader', 'admin.login_throttles', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.login_throttles', 'INSERT'))::int;

rollback;
