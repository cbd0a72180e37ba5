-- Revert aquascene:audience/functions/create_segment from pg

begin;
set local role aquascene_owner;

drop function audience.create_segment;
drop function audience._checked_criteria;

commit;
