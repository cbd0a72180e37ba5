-- Verify aquascene:analytics/views/subscriber_journey on pg

begin;

select
    id, email, subscription_date, confirmed_at, status, newsletter_frequency, newsletters_opened,
    content_interactions
  from analytics.subscriber_journey
 where false;
select 1 / has_table_privilege('aquascene_reader', 'analytics.subscriber_journey', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_app', 'analytics.subscriber_journey', 'SELECT'))::int;

rollback;
