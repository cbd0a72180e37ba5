-- Revert aquascene:ops/functions/claim_deliveries from pg

begin;
set local role aquascene_owner;

drop function ops.claim_deliveries;
drop function ops._webhook_signature;

commit;
