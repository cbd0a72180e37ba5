-- Verify aquascene:admin/tables/admin_sessions on pg

begin;

select
    id, user_id, session_token, ip_address, user_agent, expires_at, created_at,
    last_seen_at, ends_at
  from admin.admin_sessions
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.admin_sessions'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'admin.admin_sessions'::regclass
   and c.relname in ('admin_sessions_user_id_idx', 'admin_sessions_expires_at_idx');
select 1 / (not has_table_privilege('aquascene_reader', 'admin.admin_sessions', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.admin_sessions', 'INSERT'))::int;

rollback;
