-- Revert aquascene:content/functions/score from pg

begin;
set local role aquascene_owner;

drop trigger score on content.generated_content;
drop function content._score;

commit;
