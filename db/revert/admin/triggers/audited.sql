-- Revert aquascene:admin/triggers/audited from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger audit_delete on admin.admin_users;
drop trigger audit_update on admin.admin_users;
drop trigger audit_insert on admin.admin_users;
drop trigger audit_delete on admin.role_permissions;
drop trigger audit_update on admin.role_permissions;
drop trigger audit_insert on admin.role_permissions;
drop trigger audit_delete on ops.scheduled_jobs;
drop trigger audit_update on ops.scheduled_jobs;
drop trigger audit_insert on ops.scheduled_jobs;
drop trigger audit_delete on ops.partition_policies;
drop trigger audit_update on ops.partition_policies;
drop trigger audit_insert on ops.partition_policies;
drop trigger audit_delete on ops.status_transitions;
drop trigger audit_update on ops.status_transitions;
drop trigger audit_insert on ops.status_transitions;
drop trigger audit_delete on ops.settings;
drop trigger audit_update on ops.settings;
drop trigger audit_insert on ops.settings;

commit;
