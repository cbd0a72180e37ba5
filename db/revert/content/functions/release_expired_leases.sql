-- Revert aquascene:content/functions/release_expired_leases from pg

begin;
set local role aquascene_owner;

drop function content.release_expired_leases;

commit;
