-- Revert aquascene:audience/functions/add_to_segment from pg

begin;
set local role aquascene_owner;

drop function audience.add_to_segment;
drop function audience._require_manual;

commit;
