-- Revert aquascene:scraping/functions/record_robots from pg

begin;
set local role aquascene_owner;

drop function scraping.robots_txt;
drop function scraping.record_robots;

commit;
