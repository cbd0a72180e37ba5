-- Test audience.import_subscribers: takes in a list of people.
begin;
select plan(41);
select test.act_as('editor');

select test.travel_to('2031-01-01 10:00:00+00');
set local role aquascene_app;
select throws_ok(
    $$ select audience.import_subscribers('[]', 'import') $$, '42501', null,
    'the public edge may not');
reset role;

-- Everything that can be given, and nothing but an address
set local role aquascene_editor;
select results_eq(
    $$ select outcome, row_count from audience.import_subscribers(
           '[{"email": " Ada@Example.COM ", "first_name": "Ada", "last_name": "Lovelace",
              "country": "United Kingdom", "timezone": "Europe/London", "language": "de",
              "tags": ["plants", "fish"], "content_types": ["how_to"],
              "newsletter_frequency": "monthly", "gdpr_consent": true},
             {"email": "eda@example.com"}]', 'fair') $$,
    $$ values ('added', 2::bigint) $$, 'should count who is added');
reset role;
select results_eq(
    $$ select s.email, s.first_name, s.last_name, s.country, s.timezone, s.language, s.source,
              s.status, s.confirmed_at, s.tags
         from audience.subscribers as s order by s.email $$,
    $$ values ('ada@example.com'::varchar, 'Ada'::varchar, 'Lovelace'::varchar,
               'United Kingdom'::varchar, 'Europe/London'::varchar, 'de'::varchar, 'fair'::varchar,
               'active'::varchar, '2031-01-01 10:00:00+00'::timestamptz, '{plants,fish}'::text[]),
              ('eda@example.com', null, null, null, 'UTC', 'en', 'fair', 'active',
               '2031-01-01 10:00:00+00', null) $$,
    'should take what is given, and sensible values for the rest');
select results_eq(
    $$ select s.email, p.newsletter_frequency, p.content_types, p.gdpr_consent,
              p.gdpr_consent_date
         from audience.subscription_preferences as p
         join audience.subscribers as s on s.id = p.subscriber_id
        order by s.email $$,
    $$ values ('ada@example.com'::varchar, 'monthly'::varchar, '{how_to}'::text[], true,
               '2031-01-01 10:00:00+00'::timestamptz),
              ('eda@example.com', 'weekly', null, false, null) $$,
    'should take their preferences, and consent only where it was given');
select results_eq(
    $$ select s.email, c.purpose, c.is_granted, c.source, c.occurred_at
         from audience.consent_events as c
         join audience.subscribers as s on s.id = c.subscriber_id $$,
    $$ values ('ada@example.com'::varchar, 'newsletter', true, 'fair',
               '2031-01-01 10:00:00+00'::timestamptz) $$,
    'should record each consent');

-- Known: in the table, or in the list before
create temp table before as
select s, p from audience.subscribers as s
  join audience.subscription_preferences as p on p.subscriber_id = s.id;
set local role aquascene_worker;
select results_eq(
    $$ select outcome, row_count from audience.import_subscribers(
           '[{"email": "ADA@example.com", "first_name": "Other", "newsletter_frequency": "never",
              "gdpr_consent": true},
             {"email": "ida@example.com", "first_name": "First", "gdpr_consent": true},
             {"email": "IDA@example.com", "first_name": "Second"}]', 'import') $$,
    $$ values ('added', 1::bigint), ('known', 2) $$, 'should count who is known already');
reset role;
select results_eq(
    $$ select s, p from audience.subscribers as s
         join audience.subscription_preferences as p on p.subscriber_id = s.id
        where s.email in ('ada@example.com', 'eda@example.com') order by s.id $$,
    $$ select s, p from before order by (s).id $$, 'should leave who is known as they are');
select results_eq(
    $$ select s.first_name, p.gdpr_consent from audience.subscribers as s
         join audience.subscription_preferences as p on p.subscriber_id = s.id
        where s.email = 'ida@example.com' $$,
    $$ values ('First'::varchar, true) $$, 'should take the first of two with one address');
select is(count(*), 2::bigint, 'should record no consent of who is known')
  from audience.consent_events;

-- Suppressed
insert into audience.suppressions (address_hash, reason)
values (audience._address_hash('gone@example.com'), 'erasure');
insert into audience.suppressions (domain, reason) values ('example.net', 'manual');
select results_eq(
    $$ select outcome, row_count from audience.import_subscribers(
           '[{"email": "Gone@example.com"}, {"email": "any@example.net"},
             {"email": "new@example.com"}]', 'import') $$,
    $$ values ('added', 1::bigint), ('suppressed', 2) $$,
    'should not bring back who is suppressed');
select is(count(*), 0::bigint, 'should write nothing of them')
  from audience.subscribers as s
 where s.email in ('gone@example.com', 'any@example.net');

-- Invalid
create temp table bad as
select b.what, b.row::jsonb
  from (values
            ('no address', '{}'), ('null for an address', '{"email": null}'),
            ('no object', '"bad@example.com"'),
            ('no @', '{"email": "example.com"}'), ('nothing before the @',
                '{"email": "@example.com"}'),
            ('two @', '{"email": "a@b@example.com"}'), ('a blank', '{"email": "a b@example.com"}'),
            ('a domain without a dot', '{"email": "bad@example"}'),
            ('a domain with a strange sign', '{"email": "bad@exa_mple.com"}'),
            ('a line end in the domain', '{"email": "bad@example.com\nx"}'),
            ('a short last part', '{"email": "bad@example.c"}'),
            ('a strange frequency',
                '{"email": "bad@example.com", "newsletter_frequency": "hourly"}'),
            ('a strange time zone', '{"email": "bad@example.com", "timezone": "Mars/Olympus"}'),
            ('tags that are no list', '{"email": "bad@example.com", "tags": "fish"}'),
            ('content types that are no list', '{"email": "bad@example.com", "content_types": {}}')
       ) as b (what, row)
union all
select 'a long ' || l.key,
       jsonb_build_object('email', 'bad@example.com') || jsonb_build_object(l.key, l.value)
  from (values
            ('email', repeat('a', 65) || '@example.com'),
            ('email', 'a@' || repeat('b.', 124) || 'examp'),
            ('first_name', repeat('a', 101)), ('last_name', repeat('a', 101)),
            ('country', repeat('a', 101)), ('language', repeat('a', 11))) as l (key, value);
select results_eq(
    format($$ select outcome, row_count from audience.import_subscribers(%L, 'import') $$,
           jsonb_build_array(b.row)),
    $$ values ('invalid', 1::bigint) $$, format('should refuse %s', b.what))
  from bad as b;
select is(count(*), 0::bigint, 'should write nothing of them')
  from audience.subscribers as s where s.email ~ 'bad|^a+@';
select results_eq(
    $$ select outcome, row_count from audience.import_subscribers(jsonb_build_array(
           jsonb_build_object('email', 'a@' || repeat('b.', 123) || 'exampl'),
           jsonb_build_object('email', repeat('c', 64) || '@example.com',
                              'first_name', repeat('a', 100), 'last_name', repeat('a', 100),
                              'country', repeat('a', 100), 'language', repeat('a', 10))),
           repeat('s', 50)) $$,
    $$ values ('added', 2::bigint) $$, 'should take what is just short enough');
select results_eq(
    format($$ select outcome, row_count from audience.import_subscribers(%L, 'import') $$,
           '[{"email": "uda@example.com", "timezone": "Nowhere"}, {"email": "uda@example.com"}]'),
    $$ values ('added', 1::bigint), ('invalid', 1) $$,
    'should take a valid row after an invalid one of the same address');

-- Consent is true, and nothing like it
select audience.import_subscribers(
    '[{"email": "c1@example.org", "gdpr_consent": "true"},
      {"email": "c2@example.org", "gdpr_consent": null},
      {"email": "c3@example.org", "gdpr_consent": 1},
      {"email": "c4@example.org", "gdpr_consent": false}]', 'import');
select results_eq(
    $$ select p.gdpr_consent, count(*), count(p.gdpr_consent_date)
         from audience.subscription_preferences as p
         join audience.subscribers as s on s.id = p.subscriber_id
        where s.email like 'c_@example.org' group by p.gdpr_consent $$,
    $$ values (false, 4::bigint, 0::bigint) $$, 'should take nothing but true for consent');

select is_empty(
    $$ select from audience.import_subscribers('[]', 'import') $$, 'should take an empty list');
select throws_ok(
    format($$ select audience.import_subscribers(%L, 'import') $$, s.list), '22023',
    'subscribers is not a JSON list', format('should refuse %s', coalesce(s.list, 'null')))
  from (values ('{}'), ('null'), (null)) as s (list);
select throws_ok(
    format($$ select audience.import_subscribers('[{"email": "z@example.com"}]', %L) $$,
           repeat('s', 51)),
    '22001', null, 'should refuse a source of more than 50 characters');

select * from finish();
rollback;
