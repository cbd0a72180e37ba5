-- Revert aquascene:newsletter/functions/variant from pg

begin;
set local role aquascene_owner;

drop function newsletter._normal_share;
drop function newsletter.variant_of;

commit;
