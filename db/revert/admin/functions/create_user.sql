-- Revert aquascene:admin/functions/create_user from pg

begin;
set local role aquascene_owner;

drop function admin.create_first_admin;
drop function admin.create_user;
drop function admin._create_user;

commit;
