-- Revert aquascene:ops/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema ops;

commit;
