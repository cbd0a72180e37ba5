-- Revert aquascene:ops/data/jobs from pg

begin;
set local role aquascene_owner;

delete from ops.scheduled_jobs;

commit;
