-- Revert aquascene:scraping/functions/finish_job from pg

begin;
set local role aquascene_owner;

drop function scraping.finish_job;

commit;
