-- Revert aquascene:analytics/views/system_health from pg

begin;
set local role aquascene_owner;

drop view analytics.system_health;

commit;
