-- Revert aquascene:audit/functions/resolve_events from pg

begin;
set local role aquascene_owner;

drop function audit.resolve_events;

commit;
