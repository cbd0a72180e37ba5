-- Revert aquascene:content/functions/publish_due from pg

begin;
set local role aquascene_owner;

drop function content.publish_due;

commit;
