-- Revert aquascene:admin/functions/deactivate_user from pg

begin;
set local role aquascene_owner;

drop function admin.unlock_user;
drop function admin.reactivate_user;
drop function admin.deactivate_user;

commit;
