-- Revert aquascene:ops/functions/finish_run from pg

begin;
set local role aquascene_owner;

drop function ops.extend_run;
drop function ops.return_run;
drop function ops.fail_run;
drop function ops.finish_run;
drop function ops._own_run;

commit;
