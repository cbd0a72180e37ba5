-- Revert aquascene:content/functions/sentences from pg

begin;
set local role aquascene_owner;

drop function content._sentences;

commit;
