-- Revert aquascene:analytics/views/content_performance from pg

begin;
set local role aquascene_owner;

drop view analytics.content_performance;

commit;
