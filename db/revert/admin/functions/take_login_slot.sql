-- Revert aquascene:admin/functions/take_login_slot from pg

begin;
set local role aquascene_owner;

drop function admin._return_login_slot;
drop function admin._take_login_slot;
drop function admin._login_delay;
drop function admin._address_key;

commit;
