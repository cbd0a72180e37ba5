-- Revert aquascene:ops/functions/rotate_secret from pg

begin;
set local role aquascene_owner;

drop function ops.rotate_secret;

commit;
