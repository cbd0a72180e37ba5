-- Revert aquascene:admin/functions/login from pg

begin;
set local role aquascene_owner;

drop function admin.login;
drop function admin._remember_address;

commit;
