-- Revert aquascene:analytics/views/email_activity from pg

begin;
set local role aquascene_owner;

drop view analytics.email_activity;

commit;
