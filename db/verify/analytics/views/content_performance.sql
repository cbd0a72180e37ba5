-- Verify aquascene:analytics/views/content_performance on pg

begin;

select
    content_id, title, content_type, language, status, published_at, quality_score,
    readability_score, seo_score, page_views, email_clicks, social_interactions, last_recorded_at
  from analytics.content_performance
 where false;
select 1 / has_table_privilege('aquascene_reader', 'analytics.content_performance', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_app', 'analytics.content_performance', 'SELECT'))::int;

rollback;
