-- Revert aquascene:admin/functions/require from pg

begin;
set local role aquascene_owner;

drop function admin.require;

commit;
