-- Revert aquascene:scraping/functions/claim_pages from pg

begin;
set local role aquascene_owner;

drop function scraping.heartbeat;
drop function scraping.next_claim;
drop function scraping.claim_pages;
drop function scraping._finish_jobs;
drop function scraping._requests_at_once;
drop function scraping._delay;

commit;
