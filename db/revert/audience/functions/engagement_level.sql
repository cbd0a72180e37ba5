-- Revert aquascene:audience/functions/engagement_level from pg

begin;
set local role aquascene_owner;

drop function audience._engagement_level;

commit;
