-- Revert aquascene:audience/functions/normalize_email from pg

begin;
set local role aquascene_owner;

drop function audience._checked_email;
drop function audience._quick_email;
drop function audience.normalize_email;

commit;
