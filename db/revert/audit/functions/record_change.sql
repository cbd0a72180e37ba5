-- Revert aquascene:audit/functions/record_change from pg

begin;
set local role aquascene_owner;

drop function audit.record_change;

commit;
