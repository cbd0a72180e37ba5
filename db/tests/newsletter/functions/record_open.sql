-- Test newsletter.record_open: a pixel was loaded.
begin;
select plan(7);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table link as
select s.id as subscriber, i.id as issue,
       ops._sign_token('track', uuid_send(s.id) || uuid_send(i.id)) as token,
       ops._sign_token('unsubscribe', uuid_send(s.id) || uuid_send(i.id)) as other
  from (select gen_random_uuid() as id) as s, (select gen_random_uuid() as id) as i;
grant select on link to aquascene_app;

set local role aquascene_app;
select ok(newsletter.record_open(token), 'should say that it is recorded') from link;
reset role;
select results_eq(
    $$ select subscriber_id, issue_id, event_type, link_id, occurred_at, xid
         from newsletter.email_events $$,
    $$ select subscriber, issue, 'open', null::bigint, '2031-01-01 10:00:00+00'::timestamptz,
              pg_current_xact_id()
         from link $$,
    'should record who opened which issue, and when');
select ok(newsletter.record_open(token), 'should record it again') from link;
select is(count(*), 2::bigint, 'should count each time') from newsletter.email_events;
select newsletter.record_open(token, c.client, c.is_machine)
  from link, newsletter.mail_client('Mozilla/5.0') as c;
select newsletter.record_open(token, is_machine => null) from link;
select results_eq(
    $$ select client, is_machine from newsletter.email_events order by 1 $$,
    $$ values ('Apple Mail Privacy', true), (null, false), (null, false), (null, false) $$,
    'should tell machines from readers');
select throws_ok(
    format($$ select newsletter.record_open(%L) $$, other), '22023', 'not a valid track token',
    'should refuse a token for something else')
  from link;
select is(count(*), 4::bigint, 'should record nothing for it') from newsletter.email_events;

select * from finish();
rollback;
