-- Revert aquascene:content/functions/search_filters from pg

begin;
set local role aquascene_owner;

drop function content._is_wanted;
drop function content._category_branch;

commit;
