-- Revert aquascene:content/functions/index_search from pg

begin;
set local role aquascene_owner;

drop trigger index_search on content.generated_content;
drop function content._index_search;
drop function content._search_words;

commit;
