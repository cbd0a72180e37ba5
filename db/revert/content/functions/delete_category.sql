-- Revert aquascene:content/functions/delete_category from pg

begin;
set local role aquascene_owner;

drop function content.delete_category;

commit;
