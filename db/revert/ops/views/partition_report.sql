-- Revert aquascene:ops/views/partition_report from pg

begin;
set local role aquascene_owner;

drop view ops.partition_report;

commit;
