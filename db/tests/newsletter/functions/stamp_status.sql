-- Test newsletter._stamp_status: the times that a status brings with it.
begin;
select plan(7);

select test.travel_to('2031-05-06 23:30:00+00');
set local timezone = 'Asia/Tokyo';

create temp table issue as select test.issue('approved') as id;
create function pg_temp.become(status text) returns newsletter.newsletter_issues
language sql as $function$
    update newsletter.newsletter_issues as i
       set status = become.status
      from issue where i.id = issue.id
    returning i.*;
$function$;

select is(
    (pg_temp.become('scheduled')).scheduled_for, '2031-05-06 23:30:00+00'::timestamptz,
    'what is scheduled without a time should be due at once');
select is(
    (pg_temp.become('sending')).issue_date, '2031-05-06'::date,
    'the day of sending should be noted, in UTC');
select is(
    (pg_temp.become('sent')).sent_at, '2031-05-06 23:30:00+00'::timestamptz,
    'the end of sending should be noted');

create temp table made as select test.issue('scheduled') as scheduled, test.issue('draft') as draft;
select is(i.scheduled_for, '2031-05-06 23:30:00+00'::timestamptz, 'an import should be stamped too')
  from newsletter.newsletter_issues as i where i.id = (select scheduled from made);

insert into newsletter.newsletter_issues (
    template_type, subject_line, content_ids, status, scheduled_for, issue_date, sent_at)
values ('announcement', 'old', '{}', 'sent', '2020-01-01 10:00:00+00', '2020-01-01',
        '2020-01-01 11:00:00+00'),
       ('announcement', 'planned', '{}', 'scheduled', '2040-01-01 10:00:00+00', null, null);
select is(sent_at, '2020-01-01 11:00:00+00'::timestamptz, 'a time that is given should stay')
  from newsletter.newsletter_issues where subject_line = 'old';
select is(
    scheduled_for, '2040-01-01 10:00:00+00'::timestamptz, 'a planned time should stay as well')
  from newsletter.newsletter_issues where subject_line = 'planned';
select is(num_nonnulls(i.scheduled_for, i.issue_date, i.sent_at), 0, 'a draft should get no times')
  from newsletter.newsletter_issues as i where i.id = (select draft from made);

select * from finish();
rollback;
