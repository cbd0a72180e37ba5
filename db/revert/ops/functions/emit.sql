-- Revert aquascene:ops/functions/emit from pg

begin;
set local role aquascene_owner;

drop function ops._emit;

commit;
