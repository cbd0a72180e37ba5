-- Revert aquascene:content/functions/archive from pg

begin;
set local role aquascene_owner;

drop function content.archive;

commit;
