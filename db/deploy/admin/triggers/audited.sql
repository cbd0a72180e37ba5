-- Deploy aquascene:admin/triggers/audited to pg
-- requires: audit/functions/record_change
-- requires: admin/tables/role_permissions
-- requires: ops/tables/settings
-- requires: ops/tables/status_transitions
-- requires: ops/tables/partition_policies
-- requires: ops/tables/scheduled_jobs

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- These tables are older than the audit trigger; the later ones attach it themselves.
do $audit$
begin
    perform audit._watch('ops.settings', 'key', '', '');
    perform audit._watch('ops.status_transitions', 'entity,from_status,to_status', '', '');
    perform audit._watch('ops.partition_policies', 'table_name', '', '');
    perform audit._watch('ops.scheduled_jobs', 'name', '', '');
    perform audit._watch('admin.role_permissions', 'role,permission', '', '');
    perform audit._watch('admin.admin_users', 'id', 'password_hash', 'last_login');
end;
$audit$;

commit;
