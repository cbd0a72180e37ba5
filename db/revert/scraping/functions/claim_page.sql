-- Revert aquascene:scraping/functions/claim_page from pg

begin;
set local role aquascene_owner;

drop function scraping.claim_page;

commit;
