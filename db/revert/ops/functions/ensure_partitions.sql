-- Revert aquascene:ops/functions/ensure_partitions from pg

begin;
set local role aquascene_owner;

drop function ops.ensure_partitions;

commit;
