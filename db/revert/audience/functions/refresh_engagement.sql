-- Revert aquascene:audience/functions/refresh_engagement from pg

begin;
set local role aquascene_owner;

drop function audience.refresh_engagement;
drop function audience.set_engagement_rule;

commit;
