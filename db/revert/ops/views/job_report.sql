-- Revert aquascene:ops/views/job_report from pg

begin;
set local role aquascene_owner;

drop view ops.job_report;

commit;
