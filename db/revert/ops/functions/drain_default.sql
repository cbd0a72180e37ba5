-- Revert aquascene:ops/functions/drain_default from pg

begin;
set local role aquascene_owner;

drop function ops.cancel_drain;
drop function ops.drain_default;
drop function ops._end_drain;
drop function ops._begin_drain;

commit;
