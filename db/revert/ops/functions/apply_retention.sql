-- Revert aquascene:ops/functions/apply_retention from pg

begin;
set local role aquascene_owner;

drop function ops.apply_retention;
drop function ops._take_off;

commit;
