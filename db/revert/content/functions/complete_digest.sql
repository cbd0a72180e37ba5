-- Revert aquascene:content/functions/complete_digest from pg

begin;
set local role aquascene_owner;

drop function content.complete_digest;

commit;
