-- Verify aquascene:analytics/views/newsletter_performance on pg

begin;

select
    issue_id, issue_number, subject_line, template_type, status, sent_at, recipient_count,
    sent_count, delivered_count, open_count, unique_opens, click_count, unique_clicks,
    machine_open_count, machine_click_count, unsubscribe_count, bounce_count, complaint_count,
    open_rate, click_rate, unsubscribe_rate, bounce_rate
  from analytics.newsletter_performance
 where false;
select 1 / has_table_privilege(
    'aquascene_reader', 'analytics.newsletter_performance', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_app', 'analytics.newsletter_performance', 'SELECT'))::int;

rollback;
