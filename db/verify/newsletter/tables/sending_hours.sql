-- Verify aquascene:newsletter/tables/sending_hours on pg

begin;

select
    account, started_at, claimed_count
  from newsletter.sending_hours
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.sending_hours'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'newsletter.sending_hours', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'newsletter.sending_hours', 'INSERT'))::int;

rollback;
