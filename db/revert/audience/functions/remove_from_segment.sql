-- Revert aquascene:audience/functions/remove_from_segment from pg

begin;
set local role aquascene_owner;

drop function audience.remove_from_segment;

commit;
