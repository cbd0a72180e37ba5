-- Revert aquascene:content/functions/tidy_tags from pg

begin;
set local role aquascene_owner;

drop function content._tidy_tags;

commit;
