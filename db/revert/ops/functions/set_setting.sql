-- Revert aquascene:ops/functions/set_setting from pg

begin;
set local role aquascene_owner;

drop function ops.set_setting;

commit;
