-- Revert aquascene:ops/functions/setting from pg

begin;
set local role aquascene_owner;

drop function ops.setting;

commit;
