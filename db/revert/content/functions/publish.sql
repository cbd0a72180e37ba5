-- Revert aquascene:content/functions/publish from pg

begin;
set local role aquascene_owner;

drop function content.publish;

commit;
