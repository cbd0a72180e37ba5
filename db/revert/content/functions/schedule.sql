-- Revert aquascene:content/functions/schedule from pg

begin;
set local role aquascene_owner;

drop function content.schedule;

commit;
