-- Verify aquascene:social/tables/social_accounts on pg

begin;

select
    id, platform, account_name, account_id, access_token, refresh_token, token_expires_at,
    is_active, configuration, created_at, updated_at
  from social.social_accounts
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'social.social_accounts'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'social.social_accounts'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'social.social_accounts'::regclass and tgname = 'audit_insert';
select 1 / has_column_privilege('aquascene_reader', 'social.social_accounts', 'id', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_reader', 'social.social_accounts', 'SELECT'))::int;
select 1 / (not has_table_privilege('aquascene_admin', 'social.social_accounts', 'INSERT'))::int;

rollback;
