-- Revert aquascene:content/functions/stamp_status from pg

begin;
set local role aquascene_owner;

drop trigger stamp_status on content.generated_content;
drop function content._stamp_status;

commit;
