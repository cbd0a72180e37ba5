-- Revert aquascene:admin/functions/begin_totp from pg

begin;
set local role aquascene_owner;

drop function admin.remove_totp;
drop function admin.disable_totp;
drop function admin.confirm_totp;
drop function admin.begin_totp;

commit;
