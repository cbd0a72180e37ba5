-- Revert aquascene:newsletter/functions/acknowledge from pg

begin;
set local role aquascene_owner;

drop function newsletter.acknowledge;

commit;
