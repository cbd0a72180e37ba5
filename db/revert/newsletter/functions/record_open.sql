-- Revert aquascene:newsletter/functions/record_open from pg

begin;
set local role aquascene_owner;

drop function newsletter.record_open;

commit;
