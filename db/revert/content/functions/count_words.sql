-- Revert aquascene:content/functions/count_words from pg

begin;
set local role aquascene_owner;

drop function content.count_words;

commit;
