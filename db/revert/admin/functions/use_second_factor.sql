-- Revert aquascene:admin/functions/use_second_factor from pg

begin;
set local role aquascene_owner;

drop function admin._use_second_factor;
drop function admin._recovery_hash;
drop function admin._totp_step;
drop function admin._totp_key;
drop function admin._base32;
drop function admin._totp_code;

commit;
