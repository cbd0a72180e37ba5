-- Revert aquascene:ops/functions/archive_old_metrics from pg

begin;
set local role aquascene_owner;

drop function ops.archive_old_metrics;

commit;
