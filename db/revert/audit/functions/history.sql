-- Revert aquascene:audit/functions/history from pg

begin;
set local role aquascene_owner;

drop function audit.as_of;
drop function audit.history;
drop function audit._watched;

commit;
