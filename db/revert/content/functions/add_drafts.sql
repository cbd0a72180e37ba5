-- Revert aquascene:content/functions/add_drafts from pg

begin;
set local role aquascene_owner;

drop function content._add_drafts;

commit;
