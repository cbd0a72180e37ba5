-- Revert aquascene:scraping/functions/record_page from pg

begin;
set local role aquascene_owner;

drop function scraping.record_page;

commit;
