-- Test analytics.reconcile_email_events: counts anew and compares.
begin;
select plan(7);

select test.travel_to('2031-01-05 10:00:00+00');
create temp table issue as select test.issue('sending') as id, 1 as n;
insert into issue select test.issue('sending'), 2;
update newsletter.newsletter_issues as i set issue_number = n from issue where issue.id = i.id;
create temp table reader as
select test.subscriber(i || '@example.com') as id, i from generate_series(1, 4) as i;
insert into newsletter.newsletter_links (issue_id, url)
select id, 'https://example.com/' from issue;
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select '2031-01-05', issue.id, reader.id, 'sent' from issue, reader;
select analytics.roll_up_email_events();
update ops.rollup_watermarks set below = '50';
insert into newsletter.email_events (
    subscriber_id, issue_id, event_type, link_id, is_machine, occurred_at, xid)
select r.id, i.id, e.type, case e.type when 'click' then l.id end, r.i = 4, ops.now(), '50'
  from reader as r, issue as i
  join newsletter.newsletter_links as l on l.issue_id = i.id,
       lateral (values ('open'), ('open'), ('click'), ('unsubscribe'), ('bounce'),
                       ('complaint')) as e (type)
 where i.n = 1 or r.i < 3 and e.type in ('open', 'click');
select is(analytics.roll_up_email_events(), 30::bigint, 'all are counted');

set local role aquascene_app;
select throws_ok($$ select analytics.reconcile_email_events() $$, '42501', null,
                 'the public edge may not');
reset role;
set local role aquascene_reader;
select is_empty(
    $$ select * from analytics.reconcile_email_events() where drift <> 0 $$,
    'should find no drift');
select results_eq(
    $$ select figure, held from analytics.reconcile_email_events(1) $$,
    $$ values ('bounces', 4::bigint), ('clicks', 3), ('complaints', 4), ('machine_click_count', 1),
              ('machine_open_count', 2), ('opens', 6), ('unique_clicks', 3), ('unique_opens', 3),
              ('unsubscribes', 4) $$,
    'should show every figure of an issue');
reset role;

update analytics.newsletter_metrics set open_count = open_count + 1
 where issue_id = (select id from issue where n = 2);
update newsletter.newsletter_deliveries set first_clicked_at = null
 where (issue_id, subscriber_id) = (select i.id, r.id from issue as i, reader as r
                                     where i.n = 1 and r.i = 1);
select results_eq(
    $$ select issue_number, figure, held, counted, drift
         from analytics.reconcile_email_events() where drift <> 0 $$,
    $$ values (1, 'unique_clicks', 3::bigint, 2::bigint, 1::bigint), (2, 'opens', 5, 4, 1) $$,
    'should tell where figures are wrong');
select is(count(*), 9::bigint, 'should be of one issue') from analytics.reconcile_email_events(2);
insert into newsletter.email_events (subscriber_id, issue_id, event_type)
select r.id, i.id, 'open' from reader as r, issue as i where r.i = 1 and i.n = 1;
select is_empty(
    $$ select from analytics.reconcile_email_events(1) where figure = 'opens' and drift <> 0 $$,
    'should leave out what is not rolled up yet');

select * from finish();
rollback;
