-- Revert aquascene:newsletter/functions/move from pg

begin;
set local role aquascene_owner;

drop function newsletter._move;

commit;
