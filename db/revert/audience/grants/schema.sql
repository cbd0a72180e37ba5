-- Revert aquascene:audience/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema audience;

commit;
