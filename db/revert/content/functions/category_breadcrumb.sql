-- Revert aquascene:content/functions/category_breadcrumb from pg

begin;
set local role aquascene_owner;

drop function content.category_breadcrumb;

commit;
