-- Revert aquascene:newsletter/functions/set_variants from pg

begin;
set local role aquascene_owner;

drop function newsletter.set_variants;

commit;
