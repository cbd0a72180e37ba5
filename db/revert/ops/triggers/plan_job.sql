-- Revert aquascene:ops/triggers/plan_job from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';
drop trigger plan on ops.scheduled_jobs;
drop function ops._plan_job;

commit;
