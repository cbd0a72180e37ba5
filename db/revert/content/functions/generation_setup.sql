-- Revert aquascene:content/functions/generation_setup from pg

begin;
set local role aquascene_owner;

drop function content.generation_setup;

commit;
