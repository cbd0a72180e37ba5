-- Test newsletter.unsubscribe: unsubscribes, and tells which issue did it.
begin;
select plan(11);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table link as
select s.id as subscriber, i.id as issue,
       ops._sign_token('unsubscribe', uuid_send(s.id) || uuid_send(i.id)) as token,
       ops._sign_token('unsubscribe', uuid_send(t.id)) as bare
  from (select test.subscriber() as id) as s, (select test.subscriber() as id) as t,
       (select gen_random_uuid() as id) as i;
grant select on link to aquascene_app;

set local role aquascene_app;
select ok(newsletter.unsubscribe(token, 'too much mail'), 'should know the person') from link;
reset role;
select is(s.status, 'unsubscribed', 'should unsubscribe the person')
  from audience.subscribers as s join link on link.subscriber = s.id;
select is(c.evidence ->> 'reason', 'too much mail', 'should keep the reason')
  from audience.consent_events as c join link on link.subscriber = c.subscriber_id;
select results_eq(
    $$ select subscriber_id, issue_id, event_type, occurred_at from newsletter.email_events $$,
    $$ select subscriber, issue, 'unsubscribe', '2031-01-01 10:00:00+00'::timestamptz from link $$,
    'should record which issue did it');
select ok(newsletter.unsubscribe(token), 'should say so again') from link;
select is(count(*), 1::bigint, 'should count it once') from newsletter.email_events;

select ok(newsletter.unsubscribe(bare), 'should take a link that belongs to no issue') from link;
select is(count(*), 1::bigint, 'should record no event for it') from newsletter.email_events;
select is(
    newsletter.unsubscribe(ops._sign_token(
        'unsubscribe', uuid_send(gen_random_uuid()) || uuid_send(issue))),
    false, 'should say when nobody is known by that link')
  from link;
select throws_ok(
    format($$ select newsletter.unsubscribe(%L) $$, token || 'A'), '22023', null,
    'should refuse a damaged token')
  from link;
select is(count(*), 1::bigint, 'should record nothing for these') from newsletter.email_events;

select * from finish();
rollback;
