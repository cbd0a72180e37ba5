-- Revert aquascene:audit/triggers/append_only from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger never_truncated on audit.system_events;
drop trigger append_only on audit.seals;
drop trigger never_truncated on audit.audit_log;
drop trigger append_only on audit.audit_log;
drop function audit._refuse_truncate;
drop function audit._guard_entry;

commit;
