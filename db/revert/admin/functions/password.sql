-- Revert aquascene:admin/functions/password from pg

begin;
set local role aquascene_owner;

drop function admin._token_hash;
drop function admin._new_token;
drop function admin._set_password;
drop function admin._check_password;
drop function admin._is_password;
drop function admin._password_hash;
drop function admin._password_form;

commit;
