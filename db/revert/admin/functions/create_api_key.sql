-- Revert aquascene:admin/functions/create_api_key from pg

begin;
set local role aquascene_owner;

drop function admin.revoke_api_key;
drop function admin.create_api_key;

commit;
