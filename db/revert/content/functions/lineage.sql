-- Revert aquascene:content/functions/lineage from pg

begin;
set local role aquascene_owner;

drop function content.lineage;

commit;
