-- Revert aquascene:newsletter/functions/approve from pg

begin;
set local role aquascene_owner;

drop function newsletter.approve;

commit;
