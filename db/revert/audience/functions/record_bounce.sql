-- Revert aquascene:audience/functions/record_bounce from pg

begin;
set local role aquascene_owner;

drop function audience.resubscribe;
drop function audience.unsubscribe_person;
drop function audience.record_complaint;
drop function audience.record_delivery;
drop function audience.record_bounce;
drop function audience._locked_subscriber;

commit;
