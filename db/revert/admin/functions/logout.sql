-- Revert aquascene:admin/functions/logout from pg

begin;
set local role aquascene_owner;

drop function admin.logout_everywhere;
drop function admin.logout;

commit;
