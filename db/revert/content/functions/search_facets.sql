-- Revert aquascene:content/functions/search_facets from pg

begin;
set local role aquascene_owner;

drop function content.search_facets;

commit;
