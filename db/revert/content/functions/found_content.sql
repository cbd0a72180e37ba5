-- Revert aquascene:content/functions/found_content from pg

begin;
set local role aquascene_owner;

drop function content._found_content;

commit;
