-- Revert aquascene:ops/functions/alarm_partitions from pg

begin;
set local role aquascene_owner;

drop function ops.alarm_partitions;

commit;
