-- Revert aquascene:content/functions/unknown_categories from pg

begin;
set local role aquascene_owner;

drop function content.unknown_categories;

commit;
