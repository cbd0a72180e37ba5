-- Revert aquascene:audience/functions/refresh_segments from pg

begin;
set local role aquascene_owner;

drop function audience.refresh_segments;
drop function audience._prune_changes;

commit;
