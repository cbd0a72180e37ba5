-- Revert aquascene:audience/functions/delete_unconfirmed from pg

begin;
set local role aquascene_owner;

drop function audience.delete_unconfirmed;

commit;
