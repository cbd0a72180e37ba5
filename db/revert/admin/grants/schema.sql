-- Revert aquascene:admin/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema admin;

commit;
