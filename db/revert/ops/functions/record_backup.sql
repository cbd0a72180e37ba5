-- Revert aquascene:ops/functions/record_backup from pg

begin;
set local role aquascene_owner;

drop function ops.record_backup;

commit;
