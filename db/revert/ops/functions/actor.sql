-- Revert aquascene:ops/functions/actor from pg

begin;
set local role aquascene_owner;

drop function ops._actor;
drop function ops._set_actor;
drop function ops._actor_proof;

commit;
