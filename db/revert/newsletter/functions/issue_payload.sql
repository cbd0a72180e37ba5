-- Revert aquascene:newsletter/functions/issue_payload from pg

begin;
set local role aquascene_owner;

drop function newsletter.issue_payload;

commit;
