-- Revert aquascene:admin/functions/reset_password from pg

begin;
set local role aquascene_owner;

drop function admin.reset_password;
drop function admin.request_password_reset;

commit;
