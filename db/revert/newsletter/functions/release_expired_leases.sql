-- Revert aquascene:newsletter/functions/release_expired_leases from pg

begin;
set local role aquascene_owner;

drop function newsletter.resolve_unknown;
drop function newsletter.release_expired_leases;
drop function newsletter._resolve_unknown;

commit;
