-- Revert aquascene:analytics/views/newsletter_performance from pg

begin;
set local role aquascene_owner;

drop view analytics.newsletter_performance;

commit;
