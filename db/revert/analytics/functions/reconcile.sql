-- Revert aquascene:analytics/functions/reconcile from pg

begin;
set local role aquascene_owner;

drop function analytics.reconcile_email_events;

commit;
