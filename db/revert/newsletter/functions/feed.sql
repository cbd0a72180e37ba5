-- Revert aquascene:newsletter/functions/feed from pg

begin;
set local role aquascene_owner;

drop function newsletter.feed;

commit;
