-- Revert aquascene:analytics/functions/metrics from pg

begin;
set local role aquascene_owner;

drop function analytics.metrics;

commit;
