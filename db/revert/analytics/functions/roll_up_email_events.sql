-- Revert aquascene:analytics/functions/roll_up_email_events from pg

begin;
set local role aquascene_owner;

drop function analytics.roll_up_email_events;

commit;
