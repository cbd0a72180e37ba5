-- Revert aquascene:ops/functions/end_run from pg

begin;
set local role aquascene_owner;

drop function ops._end_run;

commit;
