-- Verify aquascene:newsletter/tables/newsletter_deliveries on pg

begin;

select
    issue_date, issue_id, subscriber_id, status, attempts, batch_id, sent_at, first_opened_at,
    first_clicked_at, error_code, error
  from newsletter.newsletter_deliveries
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'newsletter.newsletter_deliveries_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (issue_date)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'newsletter.newsletter_deliveries'::regclass;
select 1 / (count(*) = 1)::int
  from ops.partition_policies
 where table_name = 'newsletter.newsletter_deliveries';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_deliveries'::regclass;
select 1 / has_table_privilege(
    'aquascene_reader', 'newsletter.newsletter_deliveries', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_deliveries', 'INSERT'))::int;

rollback;
