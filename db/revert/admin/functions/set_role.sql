-- Revert aquascene:admin/functions/set_role from pg

begin;
set local role aquascene_owner;

drop function admin.set_permissions;
drop function admin.set_role;

commit;
