-- Revert aquascene:content/functions/compare_revisions from pg

begin;
set local role aquascene_owner;

drop function content.compare_revisions;
drop function content._find_version;

commit;
