-- Revert aquascene:newsletter/functions/choose_account from pg

begin;
set local role aquascene_owner;

drop function newsletter._hold_back;
drop function newsletter._spend;
drop function newsletter._allowance;
drop function newsletter.suspend_account;
drop function newsletter.choose_account;

commit;
