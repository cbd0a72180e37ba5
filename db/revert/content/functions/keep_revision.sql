-- Revert aquascene:content/functions/keep_revision from pg

begin;
set local role aquascene_owner;

drop trigger keep_revision on content.generated_content;
drop function content._keep_revision;

commit;
