-- Revert aquascene:content/functions/enforce_processing_transition from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger transition on content.raw_content;
drop function content._enforce_processing_transition;

commit;
