-- Revert aquascene:ops/functions/latest_runs from pg

begin;
set local role aquascene_owner;

drop function ops.latest_runs;

commit;
