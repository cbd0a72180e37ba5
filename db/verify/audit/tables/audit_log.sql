-- Verify aquascene:audit/tables/audit_log on pg

begin;

select
    id, table_name, record_id, action, old_data, new_data, changed_by, changed_at, ip_address,
    user_agent, xid, number, erased_digest
  from audit.audit_log
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'audit.audit_log_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (changed_at)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'audit.audit_log'::regclass;
select 1 / (count(*) = 1)::int from ops.partition_policies where table_name = 'audit.audit_log';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audit.audit_log'::regclass;
select 1 / (count(*) = 3 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audit.audit_log'::regclass
   and c.relname in ('audit_log_record_id_table_name_idx', 'audit_log_changed_by_idx',
                     'audit_log_xid_idx');
select 1 / has_table_privilege('aquascene_reader', 'audit.audit_log', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audit.audit_log', 'INSERT'))::int;

rollback;
