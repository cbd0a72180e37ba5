-- Revert aquascene:ops/functions/verify_token from pg

begin;
set local role aquascene_owner;

drop function ops._verify_token;

commit;
