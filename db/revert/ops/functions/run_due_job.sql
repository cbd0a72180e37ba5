-- Revert aquascene:ops/functions/run_due_job from pg

begin;
set local role aquascene_owner;

drop function ops.cancel_overdue_runs;
drop procedure ops.run_due_job;

commit;
