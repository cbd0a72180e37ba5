-- Revert aquascene:admin/functions/change_password from pg

begin;
set local role aquascene_owner;

drop function admin.set_password;
drop function admin.change_password;

commit;
