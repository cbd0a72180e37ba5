-- Revert aquascene:content/functions/shingles from pg

begin;
set local role aquascene_owner;

drop function content.similarity;
drop function content._overlap;
drop function content._shingles;

commit;
