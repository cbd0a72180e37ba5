-- Revert aquascene:scraping/functions/record_page from pg

begin;
set local role aquascene_owner;

drop function scraping.record_page;
drop function scraping._add_links;
drop function scraping._redirect_fault;

commit;
