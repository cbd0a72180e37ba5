-- Revert aquascene:newsletter/functions/claim_confirmations from pg

begin;
set local role aquascene_owner;

drop function newsletter.claim_confirmations;

commit;
