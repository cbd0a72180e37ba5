-- Revert aquascene:content/functions/requeue_raw from pg

begin;
set local role aquascene_owner;

drop function content.requeue_raw;

commit;
