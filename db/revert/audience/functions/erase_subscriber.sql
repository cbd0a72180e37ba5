-- Revert aquascene:audience/functions/erase_subscriber from pg

begin;
set local role aquascene_owner;

drop function audience.erase_subscriber;
drop function audience._blot;
drop function audience._coarse;
drop function audience._person_pattern;
drop function audience._pattern;

commit;
