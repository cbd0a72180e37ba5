-- Test newsletter.record_click: a link was followed.
begin;
select plan(9);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table issue as select test.issue() as id, gen_random_uuid() as subscriber;
insert into newsletter.newsletter_links (issue_id, url)
select id, 'https://example.com/' || i from issue, generate_series(1, 2) as i;
create temp table link as
select l.id, l.url, i.subscriber, i.id as issue,
       ops._sign_token('track', uuid_send(i.subscriber) || uuid_send(i.id)) as token
  from newsletter.newsletter_links as l, issue as i;
grant select on link to aquascene_app;

set local role aquascene_app;
select is(newsletter.record_click(token, id), url, 'should say where to go')
  from link where url = 'https://example.com/2';
reset role;
select results_eq(
    $$ select subscriber_id, issue_id, event_type, link_id, occurred_at, xid
         from newsletter.email_events $$,
    $$ select subscriber, issue, 'click', id, '2031-01-01 10:00:00+00'::timestamptz,
              pg_current_xact_id()
         from link where url = 'https://example.com/2' $$,
    'should record who followed which link, and when');
select is(newsletter.record_click(token, id), url, 'should do so each time')
  from link where url = 'https://example.com/2';
select is(count(*), 2::bigint, 'should count each time') from newsletter.email_events;
select throws_ok(
    format($$ select newsletter.record_click(%L, %s) $$,
           ops._sign_token('unsubscribe', uuid_send(subscriber) || uuid_send(issue)), id),
    '22023', 'not a valid track token', 'should refuse a token for something else')
  from link limit 1;
insert into newsletter.newsletter_links (issue_id, url)
select test.issue(), 'https://example.org/elsewhere';
select throws_ok(
    format($$ select newsletter.record_click(%L, %s) $$, k.token, coalesce(l.id::text, 'null')),
    'P0002', null, format('should follow no link %s', l.what))
  from (select id, 'of another issue' as what from newsletter.newsletter_links
         where url = 'https://example.org/elsewhere'
         union all
        select -1, 'that is not there'
         union all
        select null, 'that is null') as l,
       (select token from link limit 1) as k;
select is(count(*), 2::bigint, 'should record nothing for these') from newsletter.email_events;

select * from finish();
rollback;
