-- Verify aquascene:newsletter/views/delivery_accounting on pg

begin;

select
    issue_id, issue_number, status, frozen, pending, sending, sent, failed, deferred, skipped,
    unknown, balanced
  from newsletter.delivery_accounting
 where false;
select 1 / has_table_privilege('aquascene_reader', 'newsletter.delivery_accounting', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_app', 'newsletter.delivery_accounting', 'SELECT'))::int;

rollback;
