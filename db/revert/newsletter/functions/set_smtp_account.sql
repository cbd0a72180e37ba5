-- Revert aquascene:newsletter/functions/set_smtp_account from pg

begin;
set local role aquascene_owner;

drop function newsletter.set_sending_limit;
drop function newsletter.set_smtp_account;

commit;
