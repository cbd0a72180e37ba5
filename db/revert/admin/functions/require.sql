-- Revert aquascene:admin/functions/require from pg

begin;
set local role aquascene_owner;

drop function admin._person;
drop function admin.require;
drop function admin._permissions;
drop function admin._acting_key;

commit;
