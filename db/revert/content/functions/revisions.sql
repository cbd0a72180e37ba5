-- Revert aquascene:content/functions/revisions from pg

begin;
set local role aquascene_owner;

drop function content.revisions;
drop function content._word_similarity;

commit;
