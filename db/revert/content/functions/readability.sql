-- Revert aquascene:content/functions/readability from pg

begin;
set local role aquascene_owner;

drop function content.readability;
drop function content._reading_ease;
drop function content._syllables;
drop function content._count_sentences;

commit;
