-- Revert aquascene:analytics/views/subscriber_journey from pg

begin;
set local role aquascene_owner;

drop view analytics.subscriber_journey;

commit;
