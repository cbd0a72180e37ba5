-- Revert aquascene:ops/functions/execute_run from pg

begin;
set local role aquascene_owner;

drop function ops.execute_run;

commit;
