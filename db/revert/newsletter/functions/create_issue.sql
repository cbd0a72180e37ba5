-- Revert aquascene:newsletter/functions/create_issue from pg

begin;
set local role aquascene_owner;

drop function newsletter.create_issue;

commit;
