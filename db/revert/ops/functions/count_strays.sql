-- Revert aquascene:ops/functions/count_strays from pg

begin;
set local role aquascene_owner;

drop function ops.count_strays;

commit;
