-- Revert aquascene:content/functions/request_changes from pg

begin;
set local role aquascene_owner;

drop function content.request_changes;

commit;
