-- Revert aquascene:admin/functions/delete_expired_sessions from pg

begin;
set local role aquascene_owner;

drop function admin.delete_expired_sessions;

commit;
