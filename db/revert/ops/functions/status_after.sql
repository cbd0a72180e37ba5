-- Revert aquascene:ops/functions/status_after from pg

begin;
set local role aquascene_owner;

drop function ops._status_after;

commit;
