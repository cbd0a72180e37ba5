-- Revert aquascene:audience/functions/export_subscriber from pg

begin;
set local role aquascene_owner;

drop function audience.export_subscriber;

commit;
