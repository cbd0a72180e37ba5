-- Revert aquascene:ops/functions/secret from pg

begin;
set local role aquascene_owner;

drop function ops._encryption_key;
drop function ops._secret;

commit;
