-- Revert aquascene:ops/functions/now from pg

begin;
set local role aquascene_owner;

drop function ops.now;

commit;
