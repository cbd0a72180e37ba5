-- Revert aquascene:audit/functions/record_event from pg

begin;
set local role aquascene_owner;

drop function audit.record_event;

commit;
