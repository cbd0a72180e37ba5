-- Revert aquascene:newsletter/functions/archive from pg

begin;
set local role aquascene_owner;

drop function newsletter.archived_link;
drop function newsletter.archived_issue;
drop function newsletter.archive;

commit;
