-- Revert aquascene:admin/functions/person from pg

begin;
set local role aquascene_owner;

drop function admin._person;
drop function admin._permissions;

commit;
