-- Verify aquascene:admin/triggers/audited on pg

begin;

select 1 / (count(*) = 6)::int
  from pg_catalog.pg_trigger as t
 where t.tgname = 'audit_insert'
   and t.tgenabled = 'O'
   and t.tgfoid = 'audit.record_inserts()'::regprocedure
   and t.tgrelid in ('ops.settings'::regclass, 'ops.status_transitions'::regclass,
                     'ops.partition_policies'::regclass, 'ops.scheduled_jobs'::regclass,
                     'admin.role_permissions'::regclass, 'admin.admin_users'::regclass);

rollback;
