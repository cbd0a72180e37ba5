-- Revert aquascene:admin/data/role_permissions from pg

begin;
set local role aquascene_owner;

delete from admin.role_permissions;

commit;
