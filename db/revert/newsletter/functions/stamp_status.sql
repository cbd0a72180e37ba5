-- Revert aquascene:newsletter/functions/stamp_status from pg

begin;
set local role aquascene_owner;

drop trigger stamp_status on newsletter.newsletter_issues;
drop function newsletter._stamp_status;

commit;
