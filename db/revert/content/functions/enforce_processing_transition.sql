-- Revert aquascene:content/functions/enforce_processing_transition from pg

begin;
set local role aquascene_owner;

drop trigger transition on content.raw_content;
drop function content._enforce_processing_transition;

commit;
