-- Revert aquascene:newsletter/functions/record_feedback from pg

begin;
set local role aquascene_owner;

drop function newsletter.record_feedback;

commit;
