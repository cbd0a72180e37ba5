-- Revert aquascene:content/functions/claim_raw from pg

begin;
set local role aquascene_owner;

drop function content.claim_raw;

commit;
