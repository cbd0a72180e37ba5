-- Revert aquascene:content/functions/submit from pg

begin;
set local role aquascene_owner;

drop function content.submit;

commit;
