-- Test newsletter.schedule: sends later, or as soon as a worker comes.
begin;
select plan(12);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table issue as
select test.issue('approved') as id, test.issue('approved') as other, test.issue('draft') as draft,
       test.issue('failed') as failed;

select throws_ok(
    format($$ select newsletter.schedule(%L, '2031-01-02') $$, id), '28000', null,
    'should need a person')
  from issue;
select test.act_as('author');
select throws_ok(
    format($$ select newsletter.schedule(%L, '2031-01-02') $$, id), '42501', null,
    'should need the permission newsletter.send')
  from issue;

select test.act_as('editor');
select throws_ok(
    format($$ select newsletter.schedule(%L, '2031-01-01 09:59:59+00') $$, id), '22023', null,
    'should refuse a time in the past')
  from issue;
select throws_ok(
    format($$ select newsletter.schedule(%L, null) $$, id), '22023',
    'scheduled_for null is no time from now on', 'should refuse null')
  from issue;
select results_eq(
    format($$ select status, scheduled_for
                from newsletter.schedule(%L, '2031-01-02 08:00:00+00') $$, id),
    $$ values ('scheduled'::varchar, '2031-01-02 08:00:00+00'::timestamptz) $$,
    'should schedule for later')
  from issue;
select is(i.scheduled_for, '2031-01-02 08:00:00+00'::timestamptz, 'should write the time down')
  from newsletter.newsletter_issues as i where i.id = (select id from issue);
create temp table waiting as
select test.issue('approved', array[test.content('scheduled')]) as id;
update content.generated_content as c set scheduled_for = '2031-01-01 11:00:00+00'
 where c.status = 'scheduled';
select throws_ok(
    format($$ select newsletter.schedule(%L, '2031-01-01 10:59:59+00') $$, id), '22023', null,
    'should refuse to send before its articles are published')
  from waiting;
select is((newsletter.schedule(id, '2031-01-01 11:00:00+00')).status, 'scheduled',
          'should send once its articles are published')
  from waiting;
select is(
    (newsletter.schedule(other, ops.now())).status, 'scheduled', 'should schedule for at once')
  from issue;
select throws_ok(
    format($$ select newsletter.schedule(%L, ops.now()) $$, draft), '55000', null,
    'should refuse a draft')
  from issue;
select throws_ok(
    format($$ select newsletter.schedule(%L, ops.now()) $$, failed), '55000', null,
    'should leave a failed issue to retry')
  from issue;
select throws_ok(
    $$ select newsletter.schedule(gen_random_uuid(), ops.now()) $$, 'P0002', null,
    'should refuse an issue that is not there');

select * from finish();
rollback;
