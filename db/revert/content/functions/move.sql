-- Revert aquascene:content/functions/move from pg

begin;
set local role aquascene_owner;

drop function content._move;

commit;
