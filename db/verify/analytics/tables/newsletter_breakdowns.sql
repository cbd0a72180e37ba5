-- Verify aquascene:analytics/tables/newsletter_breakdowns on pg

begin;

select
    issue_id, dimension, key, sent_count, open_count, click_count, unique_opens, unique_clicks,
    unsubscribe_count, bounce_count, complaint_count
  from analytics.newsletter_breakdowns
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'analytics.newsletter_breakdowns'::regclass;
select 1 / has_table_privilege(
    'aquascene_reader', 'analytics.newsletter_breakdowns', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'analytics.newsletter_breakdowns', 'INSERT'))::int;

rollback;
