-- Revert aquascene:newsletter/functions/finish_sending from pg

begin;
set local role aquascene_owner;

drop function newsletter.finish_sending;

commit;
