-- Revert aquascene:newsletter/functions/choose_winner from pg

begin;
set local role aquascene_owner;

drop function newsletter._choose_winner;

commit;
