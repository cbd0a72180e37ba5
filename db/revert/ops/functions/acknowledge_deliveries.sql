-- Revert aquascene:ops/functions/acknowledge_deliveries from pg

begin;
set local role aquascene_owner;

drop function ops.acknowledge_deliveries;

commit;
