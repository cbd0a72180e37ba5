-- Revert aquascene:admin/triggers/audited from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger audit on admin.admin_users;
drop trigger audit on admin.role_permissions;
drop trigger audit on ops.scheduled_jobs;
drop trigger audit on ops.partition_policies;
drop trigger audit on ops.status_transitions;
drop trigger audit on ops.settings;

commit;
