-- Revert aquascene:newsletter/functions/compose_digest from pg

begin;
set local role aquascene_owner;

drop function newsletter.compose_scheduled_digest;
drop function newsletter.compose_digest;
drop function newsletter._compose_digest;

commit;
