-- Revert aquascene:newsletter/functions/update_issue from pg

begin;
set local role aquascene_owner;

drop function newsletter.update_issue;

commit;
