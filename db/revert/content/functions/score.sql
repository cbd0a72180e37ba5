-- Revert aquascene:content/functions/score from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger score on content.generated_content;
drop function content._score;

commit;
