-- Revert aquascene:ops/functions/claim_run from pg

begin;
set local role aquascene_owner;

drop function ops.next_run_in;
drop function ops.claim_run;
drop function ops._is_held;

commit;
