-- Revert aquascene:newsletter/functions/cancel from pg

begin;
set local role aquascene_owner;

drop function newsletter.retry_failed;
drop function newsletter.retry;
drop function newsletter.cancel;
drop function newsletter.return_to_draft;

commit;
