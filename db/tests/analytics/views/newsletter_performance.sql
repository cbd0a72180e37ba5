-- Test analytics.newsletter_performance: what each issue earned.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('analytics.newsletter_performance') $$,
    $$ values ('issue_id uuid'), ('issue_number integer'), ('subject_line text'),
              ('template_type character varying(50)'), ('status character varying(20)'),
              ('sent_at timestamp with time zone'), ('recipient_count integer'),
              ('sent_count integer'), ('delivered_count integer'), ('open_count integer'),
              ('unique_opens integer'), ('click_count integer'), ('unique_clicks integer'),
              ('machine_open_count integer'), ('machine_click_count integer'),
              ('unsubscribe_count integer'), ('bounce_count integer'),
              ('complaint_count integer'), ('open_rate numeric(5,4)'),
              ('click_rate numeric(5,4)'), ('unsubscribe_rate numeric(5,4)'),
              ('bounce_rate numeric(5,4)') $$,
    'should have these columns');

select test.travel_to('2031-01-01 23:00:00+00');
set local timezone = 'Asia/Tokyo';
create temp table issue as
select test.issue('sent') as id, test.issue('draft') as draft, test.issue('sending') as fresh;
update newsletter.newsletter_issues as i
   set issue_number = 7, subject_line = 'The seventh', template_type = 'announcement',
       recipient_count = 100, sent_at = '2031-01-02 00:00:00+00', issue_date = '2031-01-01'
  from issue where issue.id = i.id;
insert into analytics.newsletter_metrics (
    issue_id, metric_type, recorded_at, sent_count, open_count, unique_opens, click_count,
    unique_clicks, unsubscribe_count, bounce_count, complaint_count, machine_open_count,
    machine_click_count)
select id, 'total', '2031-01-01 00:00:00+00'::timestamptz, 110, 93, 94, 95, 96, 97, 10, 99, 7, 8
  from issue
union all                                   -- rows of another kind, and of another day
select id, 'daily', '2031-01-01 00:00:00+00', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 from issue
union all
select id, 'total', '2031-01-02 00:00:00+00', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 from issue;

set local role aquascene_app;
select throws_ok(
    $$ select from analytics.newsletter_performance $$, '42501', null,
    'the public edge may not read');
reset role;

grant select on issue to aquascene_reader;
set local role aquascene_reader;
select results_eq(
    $$ select p.issue_id = issue.id, p.issue_number, p.subject_line, p.template_type, p.status,
              p.sent_at, p.recipient_count
         from analytics.newsletter_performance as p, issue $$,
    $$ values (true, 7, 'The seventh', 'announcement'::varchar, 'sent'::varchar,
               '2031-01-02 00:00:00+00'::timestamptz, 100) $$,
    'should show each issue that was measured');
select results_eq(
    $$ select sent_count, delivered_count, open_count, unique_opens, click_count, unique_clicks,
              unsubscribe_count, bounce_count, complaint_count, open_rate, click_rate,
              unsubscribe_rate, bounce_rate, machine_open_count, machine_click_count
         from analytics.newsletter_performance $$,
    $$ values (110, 100, 93, 94, 95, 96, 97, 10, 99, 0.9400, 0.9600, 0.9700, 0.0909, 7, 8) $$,
    'should show its totals');
reset role;

-- With what the roll-up writes
select analytics.roll_up_email_events();
select is(count(*), 1::bigint, 'should find the row that analytics.roll_up_email_events makes')
  from analytics.newsletter_performance as p join issue on issue.fresh = p.issue_id;

select * from finish();
rollback;
