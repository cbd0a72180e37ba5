-- Revert aquascene:content/functions/category_path from pg

begin;
set local role aquascene_owner;

drop function content.category_path;

commit;
