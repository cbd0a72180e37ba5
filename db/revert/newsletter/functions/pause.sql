-- Revert aquascene:newsletter/functions/pause from pg

begin;
set local role aquascene_owner;

drop function newsletter.resume;
drop function newsletter.pause;
drop function newsletter._pause_if_failing;

commit;
