-- Revert aquascene:content/functions/fill_slug from pg

begin;
set local role aquascene_owner;

drop trigger fill_slug on content.generated_content;
drop function content._fill_slug;

commit;
