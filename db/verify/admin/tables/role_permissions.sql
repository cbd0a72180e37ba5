-- Verify aquascene:admin/tables/role_permissions on pg

begin;

select
    role, permission
  from admin.role_permissions
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.role_permissions'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'admin.role_permissions', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.role_permissions', 'INSERT'))::int;

rollback;
