-- Deploy aquascene:admin/triggers/audited to pg
-- requires: audit/functions/record_change
-- requires: admin/tables/role_permissions
-- requires: ops/tables/settings
-- requires: ops/tables/status_transitions
-- requires: ops/tables/partition_policies
-- requires: ops/tables/scheduled_jobs

begin;
set local role aquascene_owner;

-- These tables are older than the audit trigger; the later ones attach it themselves.
create trigger audit after insert or update or delete on ops.settings
    for each row execute function audit.record_change('key', '', '');
create trigger audit after insert or update or delete on ops.status_transitions
    for each row execute function audit.record_change('entity,from_status,to_status', '', '');
create trigger audit after insert or update or delete on ops.partition_policies
    for each row execute function audit.record_change('table_name', '', '');
create trigger audit after insert or update or delete on ops.scheduled_jobs
    for each row execute function audit.record_change('name', '', '');
create trigger audit after insert or update or delete on admin.role_permissions
    for each row execute function audit.record_change('role,permission', '', '');
create trigger audit after insert or update or delete on admin.admin_users
    for each row execute function audit.record_change('id', 'password_hash', 'last_login');

commit;
