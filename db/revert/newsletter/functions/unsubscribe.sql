-- Revert aquascene:newsletter/functions/unsubscribe from pg

begin;
set local role aquascene_owner;

drop function newsletter.unsubscribe;

commit;
