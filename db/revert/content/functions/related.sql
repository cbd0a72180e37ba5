-- Revert aquascene:content/functions/related from pg

begin;
set local role aquascene_owner;

drop function content.related;
drop function content._likeness;
drop function content._telling_words;

commit;
