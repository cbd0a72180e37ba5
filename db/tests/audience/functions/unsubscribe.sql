-- Test audience.unsubscribe: a signed link stops the mail.
begin;
select plan(19);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table person as
select test.subscriber(s.status || '@example.com', s.status) as id, s.status,
       null::text as token
  from (values ('active'), ('pending'), ('bounced')) as s (status);
insert into person select test.subscriber('bystander@example.com'), 'bystander', null;
update person set token = ops._sign_token('unsubscribe', uuid_send(id));
update audience.subscribers set last_activity_at = '2030-01-01Z';
grant select on person to aquascene_app;

set local role aquascene_editor;
select throws_ok(
    $$ select audience.unsubscribe('x') $$, '42501', null, 'an editor may not use links');
reset role;

set local role aquascene_app;
select ok(audience.unsubscribe(token, 'too much mail'), 'should know the person')
  from person where status = 'active';
reset role;
select results_eq(
    $$ select s.status, s.unsubscribed_at, s.last_activity_at from audience.subscribers as s
        where s.email = 'active@example.com' $$,
    $$ values ('unsubscribed'::varchar, '2031-01-01 10:00:00+00'::timestamptz,
               '2031-01-01 10:00:00+00'::timestamptz) $$,
    'should unsubscribe the person now');
select results_eq(
    $$ select s.email from audience.subscription_preferences as p
         join audience.subscribers as s on s.id = p.subscriber_id
        where not p.gdpr_consent $$,
    $$ values ('active@example.com'::varchar) $$, 'should withdraw consent, of this person alone');
select results_eq(
    $$ select p.status, c.purpose, c.is_granted, c.source, c.evidence, c.occurred_at
         from audience.consent_events as c join person as p on p.id = c.subscriber_id $$,
    $$ values ('active', 'newsletter', false, 'link', '{"reason": "too much mail"}'::jsonb,
               '2031-01-01 10:00:00+00'::timestamptz) $$,
    'should keep how and why consent was withdrawn');
select results_eq(
    $$ select s.status from audience.subscribers as s where s.email like 'bystander@%' $$,
    $$ values ('active'::varchar) $$, 'should leave others as they are');

-- Again, and later
select test.travel_to('2032-01-01 10:00:00+00');
select ok(audience.unsubscribe(token), 'should say so again') from person where status = 'active';
select is(s.unsubscribed_at, '2031-01-01 10:00:00+00'::timestamptz, 'should keep the first time')
  from audience.subscribers as s where s.email = 'active@example.com';
select is(count(*), 1::bigint, 'should record it once') from audience.consent_events;
update audience.subscribers set status = 'active' where email = 'active@example.com';
update audience.subscription_preferences set gdpr_consent = true;
select ok(audience.unsubscribe(token), 'an old link should work after a new subscription')
  from person where status = 'active';
select is(c.evidence, '{}'::jsonb, 'should do without a reason')
  from audience.consent_events as c where c.occurred_at = ops.now();

-- Who gets no mail at the moment must not get it later either.
select is(
    array_agg(audience.unsubscribe(token)), '{true,true}', 'should know who gets no mail now')
  from person where status in ('pending', 'bounced');
select results_eq(
    $$ select s.email, s.status, p.gdpr_consent
         from audience.subscription_preferences as p
         join audience.subscribers as s on s.id = p.subscriber_id
        where s.status in ('pending', 'bounced')
        order by s.email $$,
    $$ values ('bounced@example.com'::varchar, 'bounced'::varchar, false),
              ('pending@example.com', 'pending', false) $$,
    'should withdraw the consent of who gets no mail now');

-- Who is active and never consented
create temp table silent as
select test.subscriber('silent@example.com', is_consented => false) as id;
select ok(
    audience.unsubscribe(ops._sign_token('unsubscribe', uuid_send(id))),
    'should know who never consented')
  from silent;
select is((s.status, count(c.id))::text, '(unsubscribed,1)', 'should unsubscribe and record it')
  from audience.subscribers as s
  join silent using (id)
  left join audience.consent_events as c on c.subscriber_id = s.id and not c.is_granted
 group by s.status;

-- Tokens
select ok(
    audience.unsubscribe(ops._sign_token('unsubscribe', uuid_send(id) || '\xabcdef')),
    'should leave what follows the subscriber to the sender')
  from person where status = 'bystander';
select is(
    audience.unsubscribe(ops._sign_token('unsubscribe', uuid_send(gen_random_uuid()))), false,
    'should say when nobody is known by that link');
select throws_ok(
    format($$ select audience.unsubscribe(%L) $$, ops._sign_token('open', uuid_send(id))),
    '22023', null, 'should refuse a token for something else')
  from person where status = 'bystander';
select throws_ok(
    $$ select audience.unsubscribe(null) $$, '22023', null, 'should refuse null');

select * from finish();
rollback;
