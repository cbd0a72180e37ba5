-- Revert aquascene:content/functions/rename_tag from pg

begin;
set local role aquascene_owner;

drop function content.rename_tag;

commit;
