-- Revert aquascene:ops/functions/check_epoch from pg

begin;
set local role aquascene_owner;

drop function ops._check_epoch;
drop function ops._timeline;

commit;
