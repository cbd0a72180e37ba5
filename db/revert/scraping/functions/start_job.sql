-- Revert aquascene:scraping/functions/start_job from pg

begin;
set local role aquascene_owner;

drop function scraping.start_job;

commit;
