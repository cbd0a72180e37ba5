-- Revert aquascene:audience/functions/import_subscribers from pg

begin;
set local role aquascene_owner;

drop function audience.import_subscribers;

commit;
