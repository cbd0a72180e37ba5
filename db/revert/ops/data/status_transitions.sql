-- Revert aquascene:ops/data/status_transitions from pg

begin;
set local role aquascene_owner;

delete from ops.status_transitions;

commit;
