-- Revert aquascene:ops/functions/check_transition from pg

begin;
set local role aquascene_owner;

drop function ops._check_transition;

commit;
