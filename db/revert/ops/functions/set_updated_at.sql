-- Revert aquascene:ops/functions/set_updated_at from pg

begin;
set local role aquascene_owner;

drop function ops.set_updated_at;

commit;
