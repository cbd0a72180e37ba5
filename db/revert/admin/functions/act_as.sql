-- Revert aquascene:admin/functions/act_as from pg

begin;
set local role aquascene_owner;

drop function admin.act_as;

commit;
