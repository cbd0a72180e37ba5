-- Revert aquascene:admin/functions/found_user from pg

begin;
set local role aquascene_owner;

drop function admin._lock_admins;
drop function admin._keep_an_admin;
drop function admin._found_user;

commit;
