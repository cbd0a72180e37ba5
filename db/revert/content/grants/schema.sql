-- Revert aquascene:content/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema content;

commit;
