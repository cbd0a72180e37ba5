-- Revert aquascene:content/functions/set_slug from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger a_slug on content.generated_content;
drop function content._set_slug;

commit;
