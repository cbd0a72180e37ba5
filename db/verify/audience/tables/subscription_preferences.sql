-- Verify aquascene:audience/tables/subscription_preferences on pg

begin;

select
    id, subscriber_id, newsletter_frequency, content_types, preferred_send_time,
    preferred_send_days, email_format, double_opt_in, marketing_consent, analytics_consent,
    third_party_sharing, gdpr_consent, gdpr_consent_date, updated_at
  from audience.subscription_preferences
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscription_preferences'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscription_preferences'::regclass and tgname = 'updated_at';
select 1 / has_table_privilege(
    'aquascene_reader', 'audience.subscription_preferences', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscription_preferences', 'INSERT'))::int;

rollback;
