-- Test the trigger plan of ops.scheduled_jobs: when a job is next due.
begin;
select plan(9);

select test.travel_to('2031-01-01 10:00:30+00');
create temp view job as select s.* from ops.job_states as s where s.job_name = 'job';
select throws_ok(
    $$ insert into ops.scheduled_jobs (name, description, schedule, kind, command)
       values ('job', 'A job.', '* * * *', 'sql', 'select 1') $$, '22023', null,
    'should refuse a schedule that is none');
insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('job', 'A job.', '0 12 * * *', 'sql', 'select 1');
select is(next_due_at, '2031-01-01 12:00+00', 'should plan a new job') from job;
update ops.scheduled_jobs set time_zone = 'Asia/Tokyo' where name = 'job';
select is(next_due_at, '2031-01-02 03:00+00', 'should plan anew in another zone') from job;
update ops.job_states set attempt_count = 2, retry_at = now() where job_name = 'job';
update ops.scheduled_jobs set command = 'select 2' where name = 'job';
select is(attempt_count, 2, 'should leave it when only the work changes') from job;
select test.travel_to('2031-01-03 10:00+00');
select ops.set_job('job', '0 12 * * *', 'select 2', 'A job.', time_zone => 'Asia/Tokyo'),
       ops.enable_job('job');
select is(next_due_at, '2031-01-02 03:00+00', 'should not forget what is due for nothing new')
  from job;
select test.travel_to('2031-01-01 10:00:30+00');
update ops.scheduled_jobs set schedule = '@hourly' where name = 'job';
select results_eq(
    $$ select next_due_at, attempt_count, retry_at from job $$,
    $$ values ('2031-01-01 11:00+00'::timestamptz, 0, null::timestamptz) $$,
    'should begin anew with another schedule');
update ops.scheduled_jobs set is_enabled = false where name = 'job';
select is(next_due_at, null, 'should not be due while it is off') from job;
update ops.scheduled_jobs set is_enabled = true where name = 'job';
select is(next_due_at, '2031-01-01 11:00+00', 'should be due again when it is on') from job;
select throws_ok($$ select ops._plan_job() $$, '0A000', null, 'should be a trigger');

select * from finish();
rollback;
