-- Revert aquascene:newsletter/functions/day_limit from pg

begin;
set local role aquascene_owner;

drop function newsletter._day_limit;

commit;
