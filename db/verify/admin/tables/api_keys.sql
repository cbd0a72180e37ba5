-- Verify aquascene:admin/tables/api_keys on pg

begin;

select
    id, user_id, name, prefix, key_hash, scopes, expires_at, revoked_at, last_used_at,
    created_at
  from admin.api_keys
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.api_keys'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'admin.api_keys'::regclass
   and c.relname in ('api_keys_user_id_idx');
select 1 / (count(*) = 3 and bool_and(tgenabled = 'O'))::int
  from pg_catalog.pg_trigger
 where tgrelid = 'admin.api_keys'::regclass and tgname like 'audit\_%';
select 1 / has_column_privilege('aquascene_reader', 'admin.api_keys', 'id', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_reader', 'admin.api_keys', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.api_keys', 'INSERT'))::int;

rollback;
