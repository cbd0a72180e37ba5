-- Revert aquascene:content/functions/approve from pg

begin;
set local role aquascene_owner;

drop function content.approve;

commit;
