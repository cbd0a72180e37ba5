-- Test audience.subscription_preferences: columns, keys, checks, privileges, the trigger of
-- updated_at.
begin;
select plan(20);

select results_eq(
    $$ select test.columns('audience.subscription_preferences') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('subscriber_id uuid not null'),
              ('newsletter_frequency character varying(20) not null default '
               || '''weekly''::character varying'),
              ('content_types text[]'),
              ('preferred_send_time time without time zone not null default '
               || '''09:00:00''::time without time zone'),
              ('preferred_send_days integer[] not null default ''{1,2,3,4,5,6,7}''::integer[]'),
              ('email_format character varying(10) not null default ''html''::character varying'),
              ('double_opt_in boolean not null default false'),
              ('marketing_consent boolean not null default false'),
              ('analytics_consent boolean not null default false'),
              ('third_party_sharing boolean not null default false'),
              ('gdpr_consent boolean not null default false'),
              ('gdpr_consent_date timestamp with time zone'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscription_preferences') $$,
    $$ values ('FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (subscriber_id)') $$,
    'should have these keys');
select is_empty(
    $$ select test.indexes('audience.subscription_preferences') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.subscription_preferences $$, 'a reader may read');
reset role;
set local role aquascene_editor;
select throws_ok(
    $$ update audience.subscription_preferences set gdpr_consent = true $$, '42501', null,
    'an editor may not write');
reset role;

select test.subscriber('ada@example.com');
select throws_like(
    format('update audience.subscription_preferences set %s', c.change),
    format('%%"subscription_preferences_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('frequency_is_known', $$newsletter_frequency = 'hourly'$$),
               ('format_is_known', $$email_format = 'pdf'$$),
               ('days_are_week_days', $$preferred_send_days = '{0}'$$),
               ('days_are_week_days', $$preferred_send_days = '{1,8}'$$)) as c (name, change);
select lives_ok(
    format('update audience.subscription_preferences set newsletter_frequency = %L', f.name),
    format('should accept the frequency %s', f.name))
  from unnest('{daily,weekly,bi_weekly,monthly,never}'::text[]) as f (name);
select lives_ok(
    format('update audience.subscription_preferences set email_format = %L', f.name),
    format('should accept the format %s', f.name))
  from unnest('{html,text}'::text[]) as f (name);
select lives_ok(
    format('update audience.subscription_preferences set preferred_send_days = %L', d.days),
    format('should accept the days %s', d.days))
  from (values ('{}'), ('{7,1}')) as d (days);

select test.travel_to('2030-05-06 07:08Z');
update audience.subscription_preferences set marketing_consent = true;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from audience.subscription_preferences;
delete from audience.subscribers;
select is_empty(
    $$ select from audience.subscription_preferences $$, 'should go with the person');

select * from finish();
rollback;
