-- Revert aquascene:scraping/grants/schema from pg

begin;
set local role aquascene_owner;

drop schema scraping;

commit;
