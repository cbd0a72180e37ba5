-- Verify aquascene:newsletter/tables/mail_clients on pg

begin;

select
    "position", pattern, is_whole, client, is_machine
  from newsletter.mail_clients
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.mail_clients'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.mail_clients'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'newsletter.mail_clients', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'newsletter.mail_clients', 'INSERT'))::int;

rollback;
