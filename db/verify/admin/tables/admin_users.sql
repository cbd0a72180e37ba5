-- Verify aquascene:admin/tables/admin_users on pg

begin;

select
    id, username, email, password_hash, first_name, last_name, role, permissions, is_active,
    is_superuser, last_login, password_changed_at, created_at, updated_at
  from admin.admin_users
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.admin_users'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'admin.admin_users'::regclass and tgname = 'updated_at';
select 1 / has_column_privilege('aquascene_reader', 'admin.admin_users', 'id', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_reader', 'admin.admin_users', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.admin_users', 'INSERT'))::int;

rollback;
