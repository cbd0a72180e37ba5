-- Revert aquascene:content/functions/reinstate from pg

begin;
set local role aquascene_owner;

drop function content.reinstate;

commit;
