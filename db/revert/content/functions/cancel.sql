-- Revert aquascene:content/functions/cancel from pg

begin;
set local role aquascene_owner;

drop function content.cancel;

commit;
