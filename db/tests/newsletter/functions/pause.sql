-- Test newsletter.pause and resume.
begin;
select plan(16);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table issue as
select s.status, test.issue(s.status) as id
  from unnest('{draft,scheduled,sending,sent}'::text[]) as s (status);
grant select on issue to aquascene_editor, aquascene_worker;

set local role aquascene_worker;
select throws_ok($$ select newsletter.pause(id, 'x') from issue $$, '42501', null,
                 'a worker may not pause');
select throws_ok($$ select newsletter.resume(id) from issue $$, '42501', null, 'nor resume');
reset role;
set local role aquascene_editor;
select throws_ok($$ select newsletter.pause(id, 'x') from issue $$, '28000', null,
                 'nobody may not pause');
select throws_ok($$ select newsletter.resume(id) from issue $$, '28000', null, 'nor resume');
reset role;
select test.act_as('editor');
set local role aquascene_editor;
select throws_ok(
    format('select newsletter.pause(%L, %L)', c.id, c.reason), c.state, null,
    format('should refuse %s', c.what))
  from (select issue.id, ' ' as reason, '22023' as state, 'no reason' as what from issue
         where issue.status = 'sending'
         union all
        select issue.id, 'x', '55000', 'an issue that is ' || issue.status from issue
         where issue.status in ('draft', 'sent')
         union all
        select gen_random_uuid(), 'x', '55000', 'no issue') as c;
select throws_ok($$ select newsletter.resume(gen_random_uuid()) $$, 'P0002', null,
                 'should resume no issue');
select results_eq(
    format('select paused_at, pause_reason from newsletter.pause(%L, %L)', id, 'a typo'),
    $$ values ('2031-01-01 10:00:00+00'::timestamptz, 'a typo') $$,
    format('should pause one that is %s', status))
  from issue where status in ('scheduled', 'sending');
reset role;
select test.travel_to('2031-01-01 11:00:00+00');
set local role aquascene_editor;
select results_eq(
    format('select paused_at, pause_reason from newsletter.pause(%L, %L)', id, 'again'),
    $$ values ('2031-01-01 10:00:00+00'::timestamptz, 'a typo') $$, 'should keep the first reason')
  from issue where status = 'sending';
select results_eq(
    format('select status, paused_at, pause_reason from newsletter.resume(%L)', id),
    $$ values ('sending'::varchar, null::timestamptz, null::text) $$, 'should go on')
  from issue where status = 'sending';
select lives_ok(format('select newsletter.resume(%L)', id), 'should go on twice')
  from issue where status = 'sending';
reset role;
select is(count(*), 2::bigint, 'should be audited') from audit.audit_log
 where table_name = 'newsletter.newsletter_issues' and action = 'update'
   and record_id = (select id::text from issue where status = 'sending');
select is(newsletter._pause_if_failing(id), false, 'should not pause what nothing is known of')
  from issue where status = 'sending';

select * from finish();
rollback;
