-- Verify aquascene:analytics/views/issue_report on pg

begin;

select
    issue_number, issue_id, dimension, label, sent_count, open_count, unique_opens, click_count,
    unique_clicks, unsubscribe_count, bounce_count, complaint_count, open_rate, click_rate, key
  from analytics.issue_report
 where false;
select 1 / has_table_privilege('aquascene_reader', 'analytics.issue_report', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'analytics.issue_report', 'SELECT'))::int;

rollback;
