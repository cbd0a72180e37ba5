-- Test analytics.email_activity: events by the hour.
begin;
select plan(3);

select results_eq(
    $$ select test.columns('analytics.email_activity') $$,
    $$ values ('issue_id uuid'), ('hour timestamp with time zone'), ('event_type text'),
              ('event_count bigint') $$,
    'should have these columns');

create temp table issue as select gen_random_uuid() as one, gen_random_uuid() as two;
grant select on issue to aquascene_reader;
insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
select gen_random_uuid(), case e.issue when 1 then one else two end, e.type, e.at
  from issue,
       (values (1, 'open', '2031-01-01 10:00:00+00'::timestamptz),
               (1, 'open', '2031-01-01 10:59:59.999+00'), (1, 'open', '2031-01-01 11:00:00+00'),
               (1, 'bounce', '2031-01-01 10:30:00+00'), (2, 'open', '2031-01-01 10:30:00+00'))
           as e (issue, type, at);

set local role aquascene_app;
select throws_ok(
    $$ select from analytics.email_activity $$, '42501', null, 'the public edge may not read');
reset role;

-- In a zone of half an hour, hours begin elsewhere.
set local timezone = 'Asia/Kolkata';
set local role aquascene_reader;
select results_eq(
    $$ select case a.issue_id when one then 1 when two then 2 end, a.hour, a.event_type,
              a.event_count
         from analytics.email_activity as a, issue order by 1, 2, 3 $$,
    $$ values (1, '2031-01-01 10:00:00+00'::timestamptz, 'bounce', 1::bigint),
              (1, '2031-01-01 10:00:00+00', 'open', 2), (1, '2031-01-01 11:00:00+00', 'open', 1),
              (2, '2031-01-01 10:00:00+00', 'open', 1) $$,
    'should count each kind of event of each issue in each hour of UTC');
reset role;

select * from finish();
rollback;
