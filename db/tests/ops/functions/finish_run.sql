-- Test ops.finish_run, fail_run, return_run and extend_run: done, failed, given back, going on.
begin;
select plan(18);

select test.travel_to('2031-01-01 10:00+00');
delete from ops.scheduled_jobs;
select ops.set_job('job', '* * * * *', 'newsletter send', 'd', kind => 'worker');
select test.travel_to('2031-01-01 10:01+00');
create temp table run as select * from ops.claim_run('w');
grant select on run to public;

select throws_ok(format($$ set local role aquascene_app; select ops.%s $$, c.call), '42501', null,
                 format('the public edge may not: %s', c.call))
  from (values ('finish_run(null)'), ('fail_run(null, null)'), ('extend_run(null)'),
               ('return_run(null)')) as c (call);
reset role;
select throws_ok(format($$ select ops.%s $$, c.call), '55000', null, 'should refuse ' || c.call)
  from (values ('finish_run(null)'), ('fail_run(gen_random_uuid(), '''')'),
               ('extend_run(gen_random_uuid())'), ('return_run(gen_random_uuid())')) as c (call);

set local role aquascene_worker;
select ops.extend_run(run_id, '10 minutes') from run;
reset role;
select is(expires_at, '2031-01-01 10:11+00', 'should hold it longer') from ops.job_states
 where job_name = 'job';
set local role aquascene_worker;
select ops.extend_run(run_id, '1 minute') from run;
select is(expires_at, '2031-01-01 10:11+00', 'should not hold it shorter') from ops.job_states
 where job_name = 'job';
select ops.finish_run(run_id, '{"sent": 3}') from run;
select results_eq(
    $$ select status, result from ops.job_runs where job_name = 'job' $$,
    $$ values ('succeeded', '{"sent": 3}'::jsonb) $$, 'should write down that it is done');
select throws_ok(format($$ select ops.finish_run(%L) $$, run_id), '55000', null,
                 'should not be done twice') from run;
select throws_ok(format($$ select ops.fail_run(%L, 'x') $$, run_id), '55000', null,
                 'should not fail once it is done') from run;
reset role;

select test.travel_to('2031-01-01 10:02+00');
create temp table again as select * from ops.claim_run('w');
grant select on again to public;
set local role aquascene_worker;
select ops.fail_run(run_id, null) from again;
select results_eq(
    $$ select r.status, r.error from ops.job_runs as r join again on again.run_id = r.id $$,
    $$ values ('failed', 'no reason was given') $$, 'should write down that it failed');
reset role;
select test.travel_to('2031-01-01 10:03+00');
create temp table third as select * from ops.claim_run('w');
select is(attempt, 2, 'should be tried again') from third;
update ops.job_states set expires_at = '2031-01-01 10:03+00' where job_name = 'job';
select is((ops.claim_run('x')).attempt, 3, 'should give a lost run to another');
select throws_ok(format($$ select ops.finish_run(%L) $$, run_id), '55000', null,
                 'should not take from somebody who was given up') from third;
select is(status, 'lost', 'which stays lost') from ops.job_runs
 where id = (select run_id from third);

select * from finish();
rollback;
