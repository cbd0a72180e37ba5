-- Revert aquascene:ops/functions/create_monthly_partition from pg

begin;
set local role aquascene_owner;

drop function ops.create_monthly_partition;
drop function ops._stored_columns;

commit;
