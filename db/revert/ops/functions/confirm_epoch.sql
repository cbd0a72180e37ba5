-- Revert aquascene:ops/functions/confirm_epoch from pg

begin;
set local role aquascene_owner;

drop function ops.confirm_epoch;
drop function ops._renumber_outbox;

commit;
