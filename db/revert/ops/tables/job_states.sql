-- Revert aquascene:ops/tables/job_states from pg

begin;
set local role aquascene_owner;

drop table ops.job_states;

commit;
