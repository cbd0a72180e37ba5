-- Test audience.subscriber_export: subscribers as lines of a file.
begin;
select plan(5);

select test.subscriber('bare@example.com', 'pending');
delete from audience.subscription_preferences;
select test.subscriber('ada@example.com');
update audience.subscribers
   set first_name = 'Ada', tags = '{"a, b","c\"d"}', custom_fields = '{"town": "Ulm"}',
       subscription_date = '2024-05-31 10:00Z'
 where email = 'ada@example.com';
update audience.subscription_preferences
   set content_types = '{how_to}', newsletter_frequency = 'daily';

set local role aquascene_app;
select throws_ok($$ select * from audience.subscriber_export $$, '42501', null,
    'the public edge may not read');
set local role aquascene_reader;
select results_eq(
    $$ select email, first_name, status, subscription_date, tags, newsletter_frequency,
              content_types, newsletter_consent, custom_fields
         from audience.subscriber_export where email = 'ada@example.com' $$,
    $$ values ('ada@example.com'::varchar, 'Ada'::varchar, 'active'::varchar,
               '2024-05-31 10:00Z'::timestamptz, '["a, b", "c\"d"]', 'daily'::varchar,
               '["how_to"]', 'true', '{"town": "Ulm"}') $$,
    'should write lists and objects as JSON');
select results_eq(
    $$ select email, first_name, status, tags, newsletter_frequency, content_types,
              newsletter_consent, custom_fields
         from audience.subscriber_export where email = 'bare@example.com' $$,
    $$ values ('bare@example.com'::varchar, null::varchar, 'pending'::varchar, null,
               null::varchar, null, 'false', null) $$,
    'should leave empty what there is not');
reset role;
select is(audience._text_list(e.tags), s.tags, 'an import should read its lists')
  from audience.subscriber_export as e
  join audience.subscribers as s on s.id = e.id and s.tags is not null;
select is_empty(
    $$ select a.attname
         from pg_attribute as a
        where a.attrelid = 'audience.subscriber_export'::regclass and a.attnum > 0
          and a.attname not in ('id', 'source')
          and not exists (
                  select from audience.import_presets as p
                   where p.name = 'plain' and p.mapping ? a.attname) $$,
    'the preset plain should know each column but who it was');

select * from finish();
rollback;
