-- Revert aquascene:content/functions/save_category from pg

begin;
set local role aquascene_owner;

drop function content.save_category;

commit;
