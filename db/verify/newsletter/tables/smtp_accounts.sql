-- Verify aquascene:newsletter/tables/smtp_accounts on pg

begin;

select
    name, url, weight, is_active, failure_count, retry_at, last_error, created_at, updated_at
  from newsletter.smtp_accounts
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.smtp_accounts'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.smtp_accounts'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.smtp_accounts'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'newsletter.smtp_accounts', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'newsletter.smtp_accounts', 'INSERT'))::int;

rollback;
