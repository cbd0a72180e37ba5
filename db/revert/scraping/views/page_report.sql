-- Revert aquascene:scraping/views/page_report from pg

begin;
set local role aquascene_owner;

drop view scraping.page_report;

commit;
