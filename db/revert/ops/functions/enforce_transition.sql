-- Revert aquascene:ops/functions/enforce_transition from pg

begin;
set local role aquascene_owner;

drop function ops.enforce_transition;

commit;
