-- Verify aquascene:admin/data/role_permissions on pg

begin;

select 1 / (count(distinct role) = 4)::int from admin.role_permissions;

rollback;
