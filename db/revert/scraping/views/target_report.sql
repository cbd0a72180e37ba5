-- Revert aquascene:scraping/views/target_report from pg

begin;
set local role aquascene_owner;

drop view scraping.target_report;

commit;
