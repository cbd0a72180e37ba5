-- Test audience._record_consents and consent_history: what was agreed to, and when.
begin;
select plan(11);

select test.travel_to('2030-05-06 12:00Z');
create temp table person as select test.subscriber('ada@example.com', is_consented => false) as id;
grant select on person to aquascene_editor;
select audience._record_consents(
           id, '{"newsletter": true, "marketing": true, "third_party": false}', 'form',
           '192.0.2.1', 'v3', '{"page": "/"}') from person;
select results_eq(
    $$ select gdpr_consent, gdpr_consent_date, marketing_consent, analytics_consent,
              third_party_sharing from audience.subscription_preferences $$,
    $$ values (true, '2030-05-06 12:00Z'::timestamptz, true, false, false) $$,
    'should let the preferences follow');
select test.travel_to('2030-05-07 12:00Z');
select audience._record_consents(id, '{"newsletter": false}', 'link') from person;
select results_eq(
    $$ select gdpr_consent, gdpr_consent_date, marketing_consent
         from audience.subscription_preferences $$,
    $$ values (false, '2030-05-06 12:00Z'::timestamptz, true) $$,
    'should change only what is named, and keep when consent was given');
set local role aquascene_app;
select throws_ok($$ select audience.consent_history(gen_random_uuid()) $$, '42501', null,
                 'the edge may not read');
reset role;
set local role aquascene_editor;
select results_eq(
    $$ select h.* from person as p cross join audience.consent_history(p.id) as h $$,
    $$ values ('2030-05-06 12:00Z'::timestamptz, 'marketing', true, 'form', '192.0.2.1'::inet, 'v3',
               '{"page": "/"}'::jsonb),
              ('2030-05-06 12:00Z', 'newsletter', true, 'form', '192.0.2.1', 'v3', '{"page": "/"}'),
              ('2030-05-06 12:00Z', 'third_party', false, 'form', '192.0.2.1', 'v3',
               '{"page": "/"}'),
              ('2030-05-07 12:00Z', 'newsletter', false, 'link', null, null, '{}') $$,
    'should show every grant and withdrawal');
select is_empty($$ select audience.consent_history(gen_random_uuid()) $$,
                'should show none of nobody');
reset role;
select throws_ok(
    $$ select audience._record_consents(id, '{"other": true}', 'form') from person $$, '23514',
        null,
    'should refuse a purpose that is none');
select throws_ok(
    format('select audience._checked_consents(%L)', c.consents), '22023', c.said,
    format('should refuse the consents %s', coalesce(c.consents, 'null')))
  from (values (null, 'consents is a JSON null, not an object'),
               ('["newsletter"]', 'consents is a JSON array, not an object'),
               ('{"newsletter": 1, "other": true}',
                   'wrong consents: newsletter is 1, other is true')
       ) as c (consents, said);
select is(audience._checked_consents('{}'), '{}', 'should take none at all');
select is(audience._checked_consents('{"analytics": false}'), '{"analytics": false}',
          'should take what is right');

select * from finish();
rollback;
