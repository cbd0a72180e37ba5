-- Revert aquascene:content/functions/reject from pg

begin;
set local role aquascene_owner;

drop function content.reject;

commit;
