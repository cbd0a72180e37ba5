-- Revert aquascene:content/data/language_features from pg

begin;
set local role aquascene_owner;

delete from content.language_features;

commit;
