-- Verify aquascene:analytics/views/email_activity on pg

begin;

select
    issue_id, hour, event_type, event_count
  from analytics.email_activity
 where false;
select 1 / has_table_privilege('aquascene_reader', 'analytics.email_activity', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'analytics.email_activity', 'SELECT'))::int;

rollback;
