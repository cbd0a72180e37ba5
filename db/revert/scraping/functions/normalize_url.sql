-- Revert aquascene:scraping/functions/normalize_url from pg

begin;
set local role aquascene_owner;

drop function scraping._is_within;
drop function scraping._is_trap;
drop function scraping.normalize_url;

commit;
