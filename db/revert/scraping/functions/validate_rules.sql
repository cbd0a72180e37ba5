-- Revert aquascene:scraping/functions/validate_rules from pg

begin;
set local role aquascene_owner;

drop function scraping.validate_rules;
drop function scraping._is_selector;

commit;
