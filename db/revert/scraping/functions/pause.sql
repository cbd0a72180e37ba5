-- Revert aquascene:scraping/functions/pause from pg

begin;
set local role aquascene_owner;

drop function scraping.resume;
drop function scraping.pause;
drop function scraping._found_target;

commit;
