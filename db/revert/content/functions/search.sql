-- Revert aquascene:content/functions/search from pg

begin;
set local role aquascene_owner;

drop function content.search;
drop function content._search_newest;
drop function content._search_token;
drop function content._snippet;
drop type content.search_hit;

commit;
