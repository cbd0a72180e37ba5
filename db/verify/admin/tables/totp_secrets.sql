-- Verify aquascene:admin/tables/totp_secrets on pg

begin;

select
    user_id, secret, last_step, recovery_hashes, confirmed_at, created_at
  from admin.totp_secrets
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'admin.totp_secrets'::regclass;
select 1 / (count(*) = 3 and bool_and(tgenabled = 'O'))::int
  from pg_catalog.pg_trigger
 where tgrelid = 'admin.totp_secrets'::regclass and tgname like 'audit\_%';
select 1 / (not has_table_privilege('aquascene_reader', 'admin.totp_secrets', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'admin.totp_secrets', 'INSERT'))::int;

rollback;
