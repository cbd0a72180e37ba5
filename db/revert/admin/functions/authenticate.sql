-- Revert aquascene:admin/functions/authenticate from pg

begin;
set local role aquascene_owner;

drop function admin.authenticate_key;
drop function admin.authenticate;

commit;
