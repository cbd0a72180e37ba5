-- Revert aquascene:admin/functions/begin_login from pg

begin;
set local role aquascene_owner;

drop function admin.begin_login;

commit;
