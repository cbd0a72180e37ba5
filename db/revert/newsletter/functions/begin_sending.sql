-- Revert aquascene:newsletter/functions/begin_sending from pg

begin;
set local role aquascene_owner;

drop function newsletter.begin_sending;
drop function newsletter.estimate_recipients;
drop function newsletter._audience;

commit;
