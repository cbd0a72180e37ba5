-- Revert aquascene:analytics/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema analytics;

commit;
