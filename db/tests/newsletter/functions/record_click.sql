-- Test newsletter.record_click: a link was followed.
begin;
select plan(7);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table issue as select test.issue() as id, gen_random_uuid() as subscriber;
insert into newsletter.newsletter_links (issue_id, url)
select id, 'https://example.com/' || i from issue, generate_series(1, 2) as i;
create temp table link as
select l.id, l.url, i.subscriber, i.id as issue,
       ops._sign_token('click', uuid_send(i.subscriber) || uuid_send(i.id) || int8send(l.id))
           as token
  from newsletter.newsletter_links as l, issue as i;
grant select on link to aquascene_app;

set local role aquascene_app;
select is(newsletter.record_click(token), url, 'should say where to go')
  from link where url = 'https://example.com/2';
reset role;
select results_eq(
    $$ select subscriber_id, issue_id, event_type, link_id, occurred_at, xid
         from newsletter.email_events $$,
    $$ select subscriber, issue, 'click', id, '2031-01-01 10:00:00+00'::timestamptz,
              pg_current_xact_id()
         from link where url = 'https://example.com/2' $$,
    'should record who followed which link, and when');
select is(newsletter.record_click(token), url, 'should do so each time')
  from link where url = 'https://example.com/2';
select is(count(*), 2::bigint, 'should count each time') from newsletter.email_events;
select throws_ok(
    format($$ select newsletter.record_click(%L) $$,
           ops._sign_token('open', uuid_send(subscriber) || uuid_send(issue) || int8send(id))),
    '22023', 'not a valid click token', 'should refuse a token for something else')
  from link limit 1;
delete from newsletter.newsletter_links where url = 'https://example.com/1';
select throws_ok(
    format($$ select newsletter.record_click(%L) $$, token), 'P0002', format('link %s is gone', id),
    'should say that a deleted link is gone')
  from link where url = 'https://example.com/1';
select is(count(*), 2::bigint, 'should record nothing for these') from newsletter.email_events;

select * from finish();
rollback;
