-- Revert aquascene:ops/functions/set_job from pg

begin;
set local role aquascene_owner;

drop function ops.remove_job;
drop function ops.enable_job;
drop function ops._changed_job;
drop function ops.set_job;

commit;
