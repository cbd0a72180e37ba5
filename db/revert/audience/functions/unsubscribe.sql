-- Revert aquascene:audience/functions/unsubscribe from pg

begin;
set local role aquascene_owner;

drop function audience.unsubscribe;

commit;
