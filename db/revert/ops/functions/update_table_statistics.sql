-- Revert aquascene:ops/functions/update_table_statistics from pg

begin;
set local role aquascene_owner;

drop function ops.update_table_statistics;

commit;
