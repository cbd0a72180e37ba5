-- Revert aquascene:social/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema social;

commit;
