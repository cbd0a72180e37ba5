-- Revert aquascene:admin/functions/check_permission from pg

begin;
set local role aquascene_owner;

drop function admin._check_permission;

commit;
