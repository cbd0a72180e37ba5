-- Revert aquascene:content/functions/revise from pg

begin;
set local role aquascene_owner;

drop function content.revise;

commit;
