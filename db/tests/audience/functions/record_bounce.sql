-- Test audience.record_bounce, record_delivery, record_complaint, unsubscribe_person, resubscribe.
begin;
select plan(36);

select test.travel_to('2030-05-06 12:00Z');
create temp table person as
select s.status || coalesce(s.more, '') as name,
       test.subscriber(s.status || coalesce(s.more, '') || '@example.com', s.status) as id
  from (values ('active', null), ('active', '2'), ('active', '3'), ('active', '4'),
               ('pending', null), ('unsubscribed', null)) as s (status, more);
grant select on person to aquascene_worker, aquascene_app, aquascene_editor;
create function pg_temp.suppressed(name text) returns text language sql as $function$
    select s.reason from audience.suppressions as s
     where s.address_hash = audience._address_hash(suppressed.name || '@example.com');
$function$;

set local role aquascene_editor;
select throws_ok($$ select audience.record_bounce(gen_random_uuid(), 'hard') $$, '42501', null,
                 'an editor may not');
reset role;
set local role aquascene_worker;
select throws_ok(
    format('select audience.record_bounce(%L, %L)', c.id, c.kind), c.state, null,
    format('should refuse a bounce that is %s', coalesce(c.kind, 'null')))
  from (select p.id, k.kind, '22023' as state from person as p
         cross join (values ('odd'), (null)) as k (kind) where p.name = 'active'
         union all
        select gen_random_uuid(), 'hard', 'P0002'
         union all
        select null, 'soft', 'P0002') as c (id, kind, state);

-- Hard
select is(audience.record_bounce(id, 'hard', '5.1.1', 'no such user'), 'bounced',
          'should stop the mail at once') from person where name = 'active';
select is(audience.record_bounce(id, 'hard'), 'bounced', 'should take it twice')
  from person where name = 'active';
reset role;
select is(pg_temp.suppressed('active'), 'bounce', 'should suppress the address');
select results_eq(
    $$ select s.bounce_count, b.kind, b.code, b.diagnostic, b.occurred_at
         from audience.subscribers as s join audience.bounces as b on b.subscriber_id = s.id $$,
    $$ values (1, 'hard', '5.1.1', 'no such user', '2030-05-06 12:00Z'::timestamptz) $$,
    'should keep why, once');
select is(audience.record_bounce(id, 'hard'), 'unconfirmed', 'should give up who never confirmed')
  from person where name = 'pending';
select is(audience.record_bounce(id, 'hard'), 'unsubscribed', 'should leave who is gone as he is')
  from person where name = 'unsubscribed';
select is(pg_temp.suppressed('unsubscribed'), 'bounce', 'but suppress the address');

-- Soft: five within thirty days
create function pg_temp.soft(name text, times integer) returns text language sql as $function$
    select (array_agg(audience.record_bounce(p.id, 'soft')))[soft.times]
      from person as p cross join generate_series(1, soft.times) where p.name = soft.name;
$function$;
select is(pg_temp.soft('active2', 4), 'active', 'should bear four soft bounces');
select test.travel_to('2030-06-05 12:00Z');
select is(pg_temp.soft('active2', 1), 'active', 'should forget those of thirty days ago');
select is(pg_temp.soft('active2', 3), 'active', 'should count anew');
select is(pg_temp.suppressed('active2'), null, 'should suppress nobody for it');
set local role aquascene_worker;
select is(audience.record_delivery(array(select id from person)), 3::bigint,
          'should forget them when mail arrives');
select is(audience.record_delivery(array(select id from person)), 0::bigint, 'should do it once');
select is(audience.record_delivery(null), 0::bigint, 'should take nobody');
reset role;
select is(bounce_count, 0, 'should count from 0 then')
  from audience.subscribers where email = 'active2@example.com';
select is(pg_temp.soft('active2', 4), 'active', 'should bear four more');
select is(pg_temp.soft('active2', 1), 'bounced', 'should stop the mail at the fifth');
select is(pg_temp.suppressed('active2'), 'bounce', 'and suppress the address');

-- Complaints
set local role aquascene_worker;
select is(audience.record_complaint(id, 'loop', '{"id": 1}'), 'complained', 'should stop the mail')
  from person where name = 'active3';
select is(audience.record_complaint(id), 'complained', 'should take it twice')
  from person where name = 'active3';
select throws_ok($$ select audience.record_complaint(null) $$, 'P0002', 'no subscriber null',
                 'should refuse nobody');
reset role;
select is(pg_temp.suppressed('active3'), 'complaint', 'should suppress the address');
select results_eq(
    $$ select s.complaint_count, s.unsubscribed_at, p.gdpr_consent, array_agg(h.purpose order by 1)
         from audience.subscribers as s
         join audience.subscription_preferences as p on p.subscriber_id = s.id
        cross join audience.consent_history(s.id) as h
        where s.email = 'active3@example.com' and not h.is_granted and h.source = 'loop'
        group by 1, 2, 3 $$,
    $$ values (1, '2030-06-05 12:00Z'::timestamptz, false, '{marketing,newsletter}'::text[]) $$,
    'should withdraw consent, once');

-- Leaving and coming back
set local role aquascene_editor;
select is(audience.unsubscribe_person(id, 'by phone'), 'unsubscribed', 'should unsubscribe')
  from person where name = 'active4';
select is(audience.unsubscribe_person(id), 'unsubscribed', 'should take it twice')
  from person where name = 'active4';
reset role;
select results_eq(
    $$ select h.purpose, h.is_granted, h.source, h.evidence
         from person as p cross join audience.consent_history(p.id) as h where p.name = 'active4'
             $$,
    $$ values ('newsletter', false, 'editor', '{"reason": "by phone"}'::jsonb) $$,
    'should withdraw consent once');
create temp table link as
select p.name, ops._sign_token('unsubscribe', uuid_send(p.id) || '\x01') as token from person as p;
grant select on link to aquascene_app;
set local role aquascene_app;
select ok(audience.resubscribe(token, '192.0.2.1'), 'should come back by the same link')
  from link where name = 'active4';
select ok(audience.resubscribe(token), 'should take it twice') from link where name = 'active4';
select ok(not audience.resubscribe(token), format('should not bring back who was %s', name))
  from link where name in ('active3', 'unsubscribed');
select throws_ok($$ select audience.resubscribe('x') $$, '22023', null, 'should refuse no token');
reset role;

select * from finish();
rollback;
