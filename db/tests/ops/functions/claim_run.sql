-- Test ops.claim_run, _is_held and next_run_in: each due run is taken once.
begin;
select plan(31);

select test.travel_to('2031-01-01 10:00+00');
delete from ops.scheduled_jobs;
select ops.set_job('early', '0 12 * * *', 'select 1', 'd'),
       ops.set_job('late', '0 13 * * *', 'select 1', 'd', misfire_policy => 'run_all'),
       ops.set_job('off', '0 11 * * *', 'select 1', 'd', is_enabled => false),
       ops.set_job('command', '0 14 * * *', 'newsletter send', 'd', kind => 'worker',
                   timeout => '2 hours');
create temp table run as select * from ops.claim_run('w') limit 0;
grant all on run to public;

select throws_ok(format($$ set local role %I; select ops.claim_run('w') $$, r.name), '42501', null,
                 format('%s may not', r.name))
  from (values ('aquascene_app'), ('aquascene_reader'), ('aquascene_editor')) as r (name);
reset role;
select throws_ok(format('select ops.claim_run(%s)', c.arguments), '22023', null,
                 'should refuse ' || c.arguments)
  from (values ('null'), (''' '''), ('''w'', null'), ('''w'', ''0''')) as c (arguments);
select throws_ok($$ select ops.claim_run('w', job_name => 'none') $$, 'P0002', null,
                 'should refuse a job that is not there');

set local role aquascene_worker;
select is(ops.next_run_in(), interval '2 hours', 'should know how long to wait');
select is_empty($$ select ops.claim_run('w') $$, 'should give nothing before it is due');
reset role;
select test.travel_to('2031-01-01 14:00:00+00');
set local role aquascene_worker;
select is(ops.next_run_in(), interval '0', 'should wait no more');
insert into run select * from ops.claim_run('w');
select results_eq(
    $$ select name, kind, command, timeout, due_at, attempt from run $$,
    $$ values ('early', 'sql', 'select 1', interval '5 minutes',
               '2031-01-01 12:00+00'::timestamptz, 1) $$, 'should give the one that waits longest');
reset role;
select results_eq(
    $$ select r.job_name, r.status, r.worker, r.attempt, r.started_at
         from ops.job_runs as r join run on run.run_id = r.id $$,
    $$ values ('early', 'running', 'w', 1, '2031-01-01 14:00+00'::timestamptz) $$,
    'should write it down');
select is(s.expires_at, '2031-01-01 14:06+00', 'should hold a statement as long as it may take')
  from ops.job_states as s where s.job_name = 'early';
select is_empty($$ select ops.claim_run('w', job_name => 'early') $$, 'should give it once');
select is((ops.claim_run('w', kinds => '{worker}')).name, 'command', 'should give kinds apart');
select is(s.expires_at, '2031-01-01 14:01+00', 'should hold a command for its lease')
  from ops.job_states as s where s.job_name = 'command';
select is((ops.claim_run('w')).name, 'late', 'should give the next');
select is_empty($$ select ops.claim_run('w') $$, 'should end');
select is(ops.next_run_in(), interval '1 minute', 'should know when the first can be lost');

-- A session that is gone
update ops.job_states set backend_pid = 2147483647 where job_name = 'early';
create temp table next as select * from ops.claim_run('x', job_name => 'early');
select results_eq(
    $$ select attempt, due_at from next $$, $$ values (2, '2031-01-01 12:00+00'::timestamptz) $$,
    'should give a lost run again, for the same time');
select results_eq(
    $$ select r.status, r.error is not null from ops.job_runs as r join run on run.run_id = r.id $$,
    $$ values ('lost', true) $$, 'should call lost what no session runs');
select test.travel_to('2031-01-01 14:00:59+00');
update ops.job_states set backend_pid = 2147483647 where job_name = 'command';
select is_empty($$ select ops.claim_run('x', job_name => 'command') $$,
                'should not believe that of a command');
select test.travel_to('2031-01-01 14:01:00+00');
select is((ops.claim_run('x', job_name => 'command')).attempt, 2,
          'but one that is not heard of is lost');
select results_eq(
    $$ select status from ops.job_runs where job_name = 'command' order by attempt $$,
    $$ values ('lost'), ('running') $$, 'and tried again');

-- Beside the schedule
select results_eq(
    $$ select name, due_at from ops.claim_run('x', job_name => 'off', is_forced => true) $$,
    $$ values ('off', '2031-01-01 14:01+00'::timestamptz) $$, 'should run a job that is off');
select is_empty($$ select ops.claim_run('x', job_name => 'off', is_forced => true) $$,
                'should not run it twice at the same time');
select ops.finish_run(run_id) from ops.job_states where job_name = 'off';
select is(s.next_due_at, null, 'should leave it off') from ops.job_states as s
 where s.job_name = 'off';

-- What is too late
select ops.set_job('fresh', '0 12 * * *', 'select 1', 'd', misfire_policy => 'skip');
select test.travel_to('2031-01-02 12:01:00+00');
select is((ops.claim_run('x', job_name => 'fresh')).due_at, '2031-01-02 12:00+00',
          'should run what is a minute late');
select ops.finish_run(run_id) from ops.job_states where job_name = 'fresh';
select test.travel_to('2031-01-05 12:01:01+00');
select is_empty($$ select ops.claim_run('x', job_name => 'fresh') $$, 'should skip what is later');
select results_eq(
    $$ select r.status, r.due_at, s.next_due_at
         from ops.job_runs as r join ops.job_states as s using (job_name)
        where r.job_name = 'fresh' and r.status <> 'succeeded' $$,
    $$ values ('skipped', '2031-01-03 12:00+00'::timestamptz,
               '2031-01-06 12:00+00'::timestamptz) $$, 'should say so');

select * from finish();
rollback;
