-- Revert aquascene:ops/functions/rotate_secret from pg

begin;
set local role aquascene_owner;

drop function ops.rotate_secret;
drop function ops._reencrypt;
drop function ops._reencrypted_text;
drop function ops._reencrypted;

commit;
