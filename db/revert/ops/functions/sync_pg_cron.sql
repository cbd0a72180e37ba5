-- Revert aquascene:ops/functions/sync_pg_cron from pg

begin;
set local role aquascene_owner;

drop function ops.sync_pg_cron;

commit;
