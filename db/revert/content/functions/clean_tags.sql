-- Revert aquascene:content/functions/clean_tags from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger clean_tags on content.generated_content;
drop function content._clean_tags;
drop function content._spell_tags;

commit;
