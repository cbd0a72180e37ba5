-- Revert aquascene:ops/functions/next_due from pg

begin;
set local role aquascene_owner;

drop function ops.next_due;
drop function ops._cron_values;

commit;
