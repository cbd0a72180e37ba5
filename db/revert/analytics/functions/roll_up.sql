-- Revert aquascene:analytics/functions/roll_up from pg

begin;
set local role aquascene_owner;

drop function analytics.roll_up;

commit;
