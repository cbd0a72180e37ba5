-- Revert aquascene:newsletter/functions/record_click from pg

begin;
set local role aquascene_owner;

drop function newsletter.record_click;

commit;
