-- Revert aquascene:newsletter/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema newsletter;

commit;
