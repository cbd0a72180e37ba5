-- Revert aquascene:analytics/functions/rate from pg

begin;
set local role aquascene_owner;

drop function analytics._rate;

commit;
