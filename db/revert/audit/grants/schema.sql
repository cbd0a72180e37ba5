-- Revert aquascene:audit/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema audit;

commit;
