-- Revert aquascene:scraping/functions/start_job from pg

begin;
set local role aquascene_owner;

drop function scraping.enqueue_due;
drop function scraping.start_job;
drop function scraping._begin_job;

commit;
