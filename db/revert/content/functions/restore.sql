-- Revert aquascene:content/functions/restore from pg

begin;
set local role aquascene_owner;

drop function content.restore;

commit;
