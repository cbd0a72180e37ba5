-- Test audience.subscribe, claim_requests, confirm, change_email and expire_pending.
begin;
select plan(54);

select test.travel_to('2030-05-06 12:00Z');
create function pg_temp.person(email text default 'ada@example.com') returns text
language sql as $function$
    select s.status from audience.subscribers as s where s.email = person.email;
$function$;
-- The token of the mail to an address, as a worker gets it.
create function pg_temp.mail(email text) returns text
language sql as $function$
    select c.token from audience.claim_requests() as c where c.email = mail.email;
$function$;
create temp table link (name text, token text);
grant select on link to aquascene_app;

-- Privileges and arguments
set local role aquascene_reader;
select throws_ok($$ select audience.subscribe('a@example.com') $$, '42501', null,
                 'a reader may not sign up');
reset role;
set local role aquascene_app;
select throws_ok($$ select audience.claim_requests() $$, '42501', null,
                 'the edge gets no tokens');
select throws_ok($$ select audience.change_email(gen_random_uuid(), 'a@example.com') $$, '42501',
                 null, 'nor changes an address without a link');
select throws_ok(
    format('select audience.subscribe(%s)', c.arguments), '22023', null,
    format('should refuse (%s)', c.arguments))
  from (values ($$'ada'$$), ('null'), ($$'a@example.com', consents => '[]'$$),
               ($$'a@example.com', consents => '{"spam": true}'$$),
               ($$'a@example.com', source => ' '$$), ($$'a@example.com', source => null$$),
               ($$'a@example.com', source => repeat('x', 51)$$),
               ($$'a@example.com', timezone => 'Mars/Base'$$),
               ($$'a@example.com', timezone => 'AB3'$$), ($$'a@example.com', timezone => null$$),
               ($$'a@example.com', language => 'English'$$),
               ($$'a@example.com', first_name => repeat('x', 101)$$),
               ($$'a@example.com', evidence => '[]'$$)) as c (arguments);

-- A sign-up that is confirmed
select lives_ok(
    $$ select audience.subscribe(
           'Ada@Example.com', ' Ada ', null, '{"newsletter": true, "analytics": false}', 'footer',
           '192.0.2.1', 'v3', '{"page": "/"}', 'de', 'Europe/Berlin') $$,
    'should sign up');
reset role;
select results_eq(
    $$ select s.email, s.first_name, s.last_name, s.status, s.language, s.timezone, s.source,
              s.subscription_date, s.confirmed_at, p.gdpr_consent, p.double_opt_in
         from audience.subscribers as s
         join audience.subscription_preferences as p on p.subscriber_id = s.id $$,
    $$ values ('ada@example.com'::varchar, 'Ada'::varchar, null::varchar, 'pending'::varchar,
               'de'::varchar, 'Europe/Berlin'::varchar, 'footer'::varchar,
               '2030-05-06 12:00Z'::timestamptz, null::timestamptz, false, true) $$,
    'should wait for who reads the mail');
select is_empty($$ select from audience.consent_events $$, 'should hold nobody to a typed address');
select lives_ok($$ select audience.subscribe('ada@example.com') $$, 'should take it twice');
set local role aquascene_worker;
create temp table request as select * from audience.claim_requests();
reset role;
insert into link select 'ada', token from request;
select results_eq(
    $$ select kind, email, first_name, language, expires_at from request $$,
    $$ values ('subscribe', 'ada@example.com', 'Ada', 'de', '2030-05-13 12:00Z'::timestamptz) $$,
    'should hand out one mail');
select is_empty($$ select from audience.claim_requests() $$, 'should hand it out once');
select throws_ok($$ set local role aquascene_app; select audience.release_requests('{}') $$,
                 '42501', null, 'the public edge may not give it back');
select is(audience.release_requests(array(select request_id from request)), 1::bigint,
          'a worker should give back what no server took');
select is(audience.release_requests(array(select request_id from request)), 0::bigint, 'once');
select is(audience.release_requests(null), 0::bigint, 'or nothing');
select is_empty($$ select from audience.claim_requests() $$, 'which should rest for a while');
update audience.subscription_requests set mail_at = ops.now();
select is(count(*), 1::bigint, 'and be handed out again') from audience.claim_requests();
select throws_ok(
    format('select audience.claim_requests(%s)', n.size), '22023', null,
    format('should refuse a batch of %s', n.size))
  from (values ('0'), ('10001'), ('null')) as n (size);
select test.travel_to('2030-05-06 13:00Z');
set local role aquascene_app;
select is(audience.confirm(token, '192.0.2.9'), 'subscribe', 'should be confirmed by the link')
  from link where name = 'ada';
select is(audience.confirm(token), 'subscribe', 'should take the link twice') from link;
reset role;
select results_eq(
    $$ select s.status, s.confirmed_at, p.gdpr_consent, p.gdpr_consent_date, p.analytics_consent
         from audience.subscribers as s
         join audience.subscription_preferences as p on p.subscriber_id = s.id $$,
    $$ values ('active'::varchar, '2030-05-06 13:00Z'::timestamptz, true,
               '2030-05-06 13:00Z'::timestamptz, false) $$,
    'should make the person active');
select results_eq(
    $$ select purpose, is_granted, source, ip_address, text_version, evidence - 'request_id'
         from audience.consent_events order by purpose $$,
    $$ values ('analytics', false, 'footer', '192.0.2.9'::inet, 'v3',
               '{"page": "/", "requested_at": "2030-05-06T12:00:00+00:00"}'::jsonb),
              ('newsletter', true, 'footer', '192.0.2.9', 'v3',
               '{"page": "/", "requested_at": "2030-05-06T12:00:00+00:00"}') $$,
    'should record what was agreed to once, with its evidence');
select audience.subscribe('ada@example.com', 'Eve');
select is(s.first_name, 'Ada', 'should change nothing about who is known')
  from audience.subscribers as s;
select is_empty($$ select from audience.claim_requests() $$, 'nor mail who is active');

-- Tokens
select throws_ok(
    format('select audience.confirm(%L)', t.token), '22023', null, format('should refuse %s',
        t.what))
  from (select 'a truncated token' as what, left(token, -3) as token from link
         union all
        select 'a token for another purpose', ops._sign_token('unsubscribe', uuid_send(id))
          from audience.subscription_requests
) as t;

-- One that is not confirmed
select audience.subscribe('bob@example.com');
insert into link values ('bob', pg_temp.mail('bob@example.com'));
select test.travel_to('2030-05-13 12:59:59Z');
select is(audience.expire_pending(), 0::bigint, 'should wait for a week');
select test.travel_to('2030-05-13 13:00Z');
select is(audience.expire_pending(), 1::bigint, 'and no longer');
select is(pg_temp.person('bob@example.com'), 'unconfirmed', 'should be given up');
select is(audience.expire_pending(), 0::bigint, 'should be given up once');
select throws_ok(
    format('select audience.confirm(%L)', token), '22023', 'this link has expired',
    'should not be confirmed any more') from link where name = 'bob';
select audience.subscribe('bob@example.com');
select is(pg_temp.person('bob@example.com'), 'pending', 'should wait again when signed up again');
select is(audience.confirm(pg_temp.mail('bob@example.com')), 'subscribe',
    'should be confirmed then');

-- Another address
create temp table ada as select id from audience.subscribers where email = 'ada@example.com';
select throws_ok(
    format('select audience.change_email(%L, %L)', c.id, c.email), c.state, null,
    format('should refuse %s', c.email))
  from (select id, 'nonsense' as email, '22023' as state from ada
         union all
        select null, 'new@example.com', 'P0002') as c;
select audience.change_email(id, 'bob@example.com') from ada;
select is_empty($$ select from audience.claim_requests() $$,
                'should not ask an address that is somebody''s');
select audience.change_email(id, 'New@example.com') from ada;
insert into link values ('new', pg_temp.mail('new@example.com'));
select is(pg_temp.person('new@example.com'), null, 'should change nothing by itself');
select audience.record_bounce(id, 'hard') from ada;
select is(audience.confirm(token), 'change_email', 'should be confirmed there')
  from link where name = 'new';
select results_eq(
    $$ select s.email, s.status,
        s.bounce_count from audience.subscribers as s join ada using (id) $$,
    $$ values ('new@example.com'::varchar, 'active'::varchar, 0) $$,
    'should have who bounced get mail again');

-- Without asking
select test.travel_to('2030-05-14 13:00Z');
update ops.settings set value = 'false' where key = 'audience.double_opt_in';
select audience.subscribe('carol@example.com');
select is(pg_temp.person('carol@example.com'), 'active', 'should be active at once if so set');
select ok(p.gdpr_consent, 'with consent')
  from audience.subscription_preferences as p
  join audience.subscribers as s on s.id = p.subscriber_id and s.email = 'carol@example.com';

select * from finish();
rollback;
