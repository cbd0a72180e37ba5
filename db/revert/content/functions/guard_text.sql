-- Revert aquascene:content/functions/guard_text from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger guard_text on content.generated_content;
drop function content._guard_text;

commit;
