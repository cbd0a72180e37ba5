-- Test ops.set_job, enable_job and remove_job: adds, changes and switches jobs.
begin;
select plan(20);

select test.travel_to('2031-01-01 10:00+00');
select throws_ok(format($$ set local role aquascene_worker; select ops.%s $$, c.call), '42501',
                 null, format('a worker may not: %s', c.call))
  from (values ('set_job(''a'', ''@daily'', ''select 1'', ''d'')'), ('enable_job(''roll-up'')'),
               ('remove_job(''roll-up'')')) as c (call);
reset role;

set local role aquascene_admin;
select is(ops.set_job('job', '@daily', 'select 1', 'A job.'), '2031-01-02 00:00+00',
          'should say when it is due');
select results_eq(
    $$ select schedule, time_zone, kind, command, timeout, misfire_policy, max_attempts,
              is_repeated, is_enabled, description
         from ops.scheduled_jobs where name = 'job' $$,
    $$ values ('@daily', 'UTC', 'sql', 'select 1', interval '5 minutes', 'run_once', 3, false,
               true, 'A job.') $$, 'should have defaults');
select is(ops.set_job('job', '@hourly', 'web serve', 'Another.', 'worker', 'Asia/Tokyo', '1 hour',
                      'skip', 5, true, false), null, 'should change all of it');
select results_eq(
    $$ select schedule, time_zone, kind, command, timeout, misfire_policy, max_attempts,
              is_repeated, is_enabled, description
         from ops.scheduled_jobs where name = 'job' $$,
    $$ values ('@hourly', 'Asia/Tokyo', 'worker', 'web serve', interval '1 hour', 'skip', 5, true,
               false, 'Another.') $$, 'to this');
reset role;
select is(count(*), 2::bigint, 'should be audited') from audit.audit_log
 where table_name = 'ops.scheduled_jobs' and record_id = 'job';
set local role aquascene_admin;
select ops.enable_job('job');
select is(next_due_at, '2031-01-01 11:00+00', 'should switch it on') from ops.job_states
 where job_name = 'job';
select ops.enable_job('job', false);
select is(next_due_at, null, 'and off') from ops.job_states where job_name = 'job';
select ops.remove_job('job');
select is_empty($$ select from ops.scheduled_jobs where name = 'job' $$, 'should remove it');
select throws_ok(format($$ select ops.%s $$, c.call), 'P0002', 'no job ''job''',
                 'should say that it is not there')
  from (values ('enable_job(''job'')'), ('remove_job(''job'')')) as c (call);

select throws_ok(format($$ select ops.set_job('x', %s) $$, c.arguments), c.state, null,
                 format('should refuse %s', c.arguments))
  from (values ('''never'', ''select 1'', ''d''', '22023'),
               ('null, ''select 1'', ''d''', '23502'),
               ('''@daily'', null, ''d''', '23502'),
               ('''@daily'', ''select 1'', ''d'', kind => ''shell''', '23514'),
               ('''@daily'', ''select 1'', ''d'', timeout => ''0''', '23514'),
               ('''@daily'', ''select 1'', ''d'', max_attempts => 0', '23514'),
               ('''@daily'', ''select 1'', ''d'', misfire_policy => ''panic''', '23514')
       ) as c (arguments, state);

select * from finish();
rollback;
