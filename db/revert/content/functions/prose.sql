-- Revert aquascene:content/functions/prose from pg

begin;
set local role aquascene_owner;

drop function content._prose;

commit;
