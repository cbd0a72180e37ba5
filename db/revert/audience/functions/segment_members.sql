-- Revert aquascene:audience/functions/segment_members from pg

begin;
set local role aquascene_owner;

drop function audience.segment_members;

commit;
