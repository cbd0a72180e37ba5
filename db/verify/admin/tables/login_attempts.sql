-- Verify aquascene:admin/tables/login_attempts on pg

begin;

select
    id, user_id, name_key, address, is_known, ip_address, begun_in, created_at
  from admin.login_attempts
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.login_attempts'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'admin.login_attempts'::regclass
   and c.relname in ('login_attempts_user_id_idx', 'login_attempts_created_at_idx');
select 1 / (not has_table_privilege('aquascene_reader', 'admin.login_attempts', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.login_attempts', 'INSERT'))::int;

rollback;
