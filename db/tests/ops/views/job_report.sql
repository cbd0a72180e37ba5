-- Test ops.job_report: jobs at a glance.
begin;
select plan(4);

select results_eq(
    $$ select test.columns('ops.job_report') $$,
    $$ values ('name text'), ('description text'), ('kind text'), ('schedule text'),
              ('time_zone text'), ('is_enabled boolean'), ('next_due_at timestamp with time zone'),
              ('retry_at timestamp with time zone'), ('is_running boolean'), ('last_status text'),
              ('last_started_at timestamp with time zone'), ('last_duration interval'),
              ('last_worker text'), ('last_error text') $$, 'should have these columns');
select throws_ok(
    $$ set local role aquascene_app; select from ops.job_report $$, '42501', null,
    'the public edge may not read');
reset role;
select test.travel_to('2031-01-01 10:00+00');
delete from ops.scheduled_jobs;
select ops.set_job('a', '* * * * *', 'select 1', 'd'), ops.set_job('b', '@daily', 'select 1', 'd');
select test.travel_to('2031-01-01 10:01+00');
select ops.fail_run(run_id, 'no luck') from ops.claim_run('w');
update ops.job_states set retry_at = now() where job_name = 'a';
set local role aquascene_reader;
select results_eq(
    $$ select name, next_due_at, is_running, last_status, last_worker, last_error,
              last_duration between interval '0' and interval '1 minute'
         from ops.job_report $$,
    $$ values ('a', '2031-01-01 10:01+00'::timestamptz, false, 'failed', 'w', 'no luck',
               true),
              ('b', '2031-01-02 00:00+00', false, null, null, null, null) $$,
    'should say how they stand');
reset role;
update ops.job_states set retry_at = null where job_name = 'a';
select count(*) from ops.claim_run('w');
select is(is_running, true, 'should say what is running') from ops.job_report where name = 'a';

select * from finish();
rollback;
