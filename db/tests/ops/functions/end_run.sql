-- Test ops._end_run: how a run ended, and what is next.
begin;
select plan(24);

select test.travel_to('2031-01-01 10:30+00');
delete from ops.scheduled_jobs;
select ops.set_job('once', '0 * * * *', 'select 1', 'd', max_attempts => 3),
       ops.set_job('all', '0 * * * *', 'select 1', 'd', misfire_policy => 'run_all');
create temp view state as select s.* from ops.job_states as s;
create function pg_temp.run(job text, forced boolean default false) returns uuid
language sql as $function$
    select c.run_id from ops.claim_run('w', job_name => job, is_forced => forced) as c
$function$;

select throws_ok(
    $$ set local role aquascene_worker; select ops._end_run(null, 'lost') $$, '42501', null,
    'should be private');
reset role;
select test.travel_to('2031-01-01 13:30+00');   -- due at 11:00, 12:00 and 13:00
select ops.finish_run(pg_temp.run('once'), '{"a": 1}'), ops.finish_run(pg_temp.run('all'));
select results_eq(
    $$ select job_name, status, due_at, date_trunc('minute', finished_at), result
         from ops.job_runs order by 1 $$,
    $$ values ('all', 'succeeded', '2031-01-01 11:00+00'::timestamptz,
               '2031-01-01 13:30+00'::timestamptz, '{}'::jsonb),
              ('once', 'succeeded', '2031-01-01 11:00+00', '2031-01-01 13:30+00', '{"a": 1}') $$,
    'should write down how they ended');
select is(next_due_at, '2031-01-01 14:00+00', 'run_once should make up by one run') from state
 where job_name = 'once';
select is(next_due_at, '2031-01-01 12:00+00', 'run_all should run each') from state
 where job_name = 'all';
select ops.finish_run(pg_temp.run('all')), ops.finish_run(pg_temp.run('all'));
select is_empty($$ select pg_temp.run('all') where pg_temp.run('all') is not null $$,
                'until it has come up');
select is(next_due_at, '2031-01-01 14:00+00', 'and go on then') from state where job_name = 'all';

-- Failures
select test.travel_to('2031-01-01 14:00+00');
select ops.fail_run(pg_temp.run('once'), 'no luck');
select results_eq(
    $$ select s.next_due_at, s.attempt_count,
              s.retry_at between '2031-01-01 14:00:22.5+00' and '2031-01-01 14:00:37.5+00'
         from state as s where s.job_name = 'once' $$,
    $$ values ('2031-01-01 14:00+00'::timestamptz, 1, true) $$,
    'should try a failure again after half a minute');
select is_empty($$ select from audit.system_events where event_type = 'job' $$,
                'and not yet tell anybody');
select test.travel_to('2031-01-01 14:01+00');
select ops.fail_run(pg_temp.run('once'), 'no luck', true);
select results_eq(
    $$ select s.attempt_count,
              s.retry_at between '2031-01-01 14:01:45+00' and '2031-01-01 14:02:15+00'
         from state as s where s.job_name = 'once' $$,
    $$ values (2, true) $$, 'then after a minute');
select test.travel_to('2031-01-01 14:03+00');
select ops.fail_run(pg_temp.run('once'), repeat('x', 5000));
select results_eq(
    $$ select s.next_due_at, s.attempt_count, s.retry_at from state as s
        where s.job_name = 'once' $$,
    $$ values ('2031-01-01 15:00+00'::timestamptz, 0, null::timestamptz) $$,
    'should give up after max_attempts');
select results_eq(
    $$ select severity, event_data ->> 'job', event_data ->> 'attempts', event_data ->> 'status'
         from audit.system_events where event_name = 'job_failed' $$,
    $$ values ('error'::varchar, 'once', '3', 'failed') $$, 'and tell');
select results_eq(
    $$ select status, attempt, length(error) from ops.job_runs
        where job_name = 'once' and due_at = '2031-01-01 14:00+00' order by attempt $$,
    $$ values ('failed', 1, 7), ('timed_out', 2, 7), ('failed', 3, 4000) $$,
    'should keep each try');

-- Beside the schedule, and switched off meanwhile
select ops.fail_run(pg_temp.run('all', true), 'by hand');
select results_eq(
    $$ select s.next_due_at, s.attempt_count, s.retry_at, s.run_id from state as s
        where s.job_name = 'all' $$,
    $$ values ('2031-01-01 14:00+00'::timestamptz, 0, null::timestamptz, null::uuid) $$,
    'a run by hand should leave the schedule');
select is(count(*), 2::bigint, 'its failure is told at once') from audit.system_events
 where event_name = 'job_failed';
create temp table held as select pg_temp.run('all') as id;
select ops.enable_job('all', false);
select ops.fail_run(id, 'off') from held;
select is(next_due_at, null, 'should stay off') from state where job_name = 'all';
select is(retry_at, null, 'with nothing to try again') from state where job_name = 'all';
select is_empty($$ select ops.claim_run('w', job_name => 'all') $$, 'and not run');
select ops.enable_job('all');
select is(next_due_at, '2031-01-01 15:00+00', 'until it is on') from state where job_name = 'all';

-- Planned anew while it runs
select test.travel_to('2031-01-01 15:00+00');
create temp table running as select pg_temp.run('all') as id;
select ops.set_job('all', '*/5 * * * *', 'select 1', 'd', misfire_policy => 'run_all');
select ops.finish_run(id) from running;
select is(next_due_at, '2031-01-01 15:05+00', 'should not skip the first run of a new schedule')
  from state where job_name = 'all';

-- Given back
select test.travel_to('2031-01-01 15:05+00');
select ops.fail_run(pg_temp.run('all'), 'no luck');
update ops.job_states set retry_at = '2031-01-01 15:05+00' where job_name = 'all';
delete from audit.system_events;
create temp table given as select pg_temp.run('all') as id;
select ops.return_run(id) from given;
select results_eq(
    $$ select r.status, r.attempt, r.finished_at is not null
         from ops.job_runs as r join given as g on g.id = r.id $$,
    $$ values ('returned', 2, true) $$, 'should write down that it was given back');
select results_eq(
    $$ select s.next_due_at, s.attempt_count, s.retry_at, s.run_id from state as s
        where s.job_name = 'all' $$,
    $$ values ('2031-01-01 15:05+00'::timestamptz, 1, null::timestamptz, null::uuid) $$,
    'what was given back should be no try');
select is((ops.claim_run('w', job_name => 'all')).attempt, 2, 'and be taken at once');
select ops.set_job('all', '*/5 * * * *', 'select 1', 'd', max_attempts => 1);
select ops.return_run(run_id) from state where job_name = 'all';
select is((ops.claim_run('w', job_name => 'all')).due_at, '2031-01-01 15:05+00',
          'however few tries it has');
select is_empty($$ select from audit.system_events $$, 'and nobody be told');

select * from finish();
rollback;
