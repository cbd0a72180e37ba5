-- Revert aquascene:content/functions/merge_tags from pg

begin;
set local role aquascene_owner;

drop function content.merge_tags;

commit;
