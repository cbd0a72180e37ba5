-- Revert aquascene:newsletter/functions/schedule from pg

begin;
set local role aquascene_owner;

drop function newsletter.schedule;

commit;
