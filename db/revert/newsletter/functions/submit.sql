-- Revert aquascene:newsletter/functions/submit from pg

begin;
set local role aquascene_owner;

drop function newsletter.submit;

commit;
