-- Revert aquascene:newsletter/functions/claim_batch from pg

begin;
set local role aquascene_owner;

drop function newsletter.heartbeat;
drop function newsletter.next_due_in;
drop function newsletter.claim_batch;

commit;
