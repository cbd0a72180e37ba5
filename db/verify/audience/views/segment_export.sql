-- Verify aquascene:audience/views/segment_export on pg

begin;

select
    segment, id, email, first_name, last_name, full_name, phone, country, timezone,
    language, source, status, subscription_date, confirmed_at, unsubscribed_at, tags,
    newsletter_frequency, content_types, newsletter_consent, custom_fields
  from audience.segment_export
 where false;
select 1 / has_table_privilege('aquascene_reader', 'audience.segment_export', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'audience.segment_export', 'SELECT'))::int;

rollback;
