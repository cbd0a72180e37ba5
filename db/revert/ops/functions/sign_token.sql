-- Revert aquascene:ops/functions/sign_token from pg

begin;
set local role aquascene_owner;

drop function ops._sign_token;
drop function ops._signed;
drop function ops._signature;

commit;
