-- Revert aquascene:content/functions/search_queries from pg

begin;
set local role aquascene_owner;

drop function content._search_queries;
drop function content._parse_query;

commit;
