-- Revert aquascene:audience/functions/update_segment from pg

begin;
set local role aquascene_owner;

drop function audience.update_segment;

commit;
