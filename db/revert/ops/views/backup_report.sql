-- Revert aquascene:ops/views/backup_report from pg

begin;
set local role aquascene_owner;

drop view ops.backup_report;

commit;
