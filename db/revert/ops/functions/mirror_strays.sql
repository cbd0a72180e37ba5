-- Revert aquascene:ops/functions/mirror_strays from pg

begin;
set local role aquascene_owner;

drop function ops._mirror_strays;

commit;
