-- Revert aquascene:audience/functions/address_hash from pg

begin;
set local role aquascene_owner;

drop function audience._address_hash;
drop function audience._keyed_hash;

commit;
