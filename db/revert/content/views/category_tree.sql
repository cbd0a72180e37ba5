-- Revert aquascene:content/views/category_tree from pg

begin;
set local role aquascene_owner;

drop view content.category_tree;

commit;
