-- Revert aquascene:content/functions/published_article from pg

begin;
set local role aquascene_owner;

drop function content.published_article;

commit;
