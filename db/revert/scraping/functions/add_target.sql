-- Revert aquascene:scraping/functions/add_target from pg

begin;
set local role aquascene_owner;

drop function scraping.add_target;

commit;
