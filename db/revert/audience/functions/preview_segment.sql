-- Revert aquascene:audience/functions/preview_segment from pg

begin;
set local role aquascene_owner;

drop function audience.preview_segment;

commit;
