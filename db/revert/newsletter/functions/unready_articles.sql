-- Revert aquascene:newsletter/functions/unready_articles from pg

begin;
set local role aquascene_owner;

drop function newsletter._unready_articles;

commit;
