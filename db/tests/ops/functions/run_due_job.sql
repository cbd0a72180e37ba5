-- Test ops.run_due_job and cancel_overdue_runs: what pg_cron calls (it commits: see test_jobs.py).
begin;
select plan(4);

select throws_ok(
    $$ set local role aquascene_app; call ops.run_due_job('roll-up') $$, '42501', null,
    'the public edge may not');
reset role;
select throws_ok(
    $$ set local role aquascene_app; select ops.cancel_overdue_runs() $$, '42501', null,
    'nor stop anything');
reset role;
select throws_ok($$ call ops.run_due_job('none') $$, 'P0002', null,
                 'should refuse a job that is not there');
set local role aquascene_worker;
select is(ops.cancel_overdue_runs(), 0::bigint, 'should stop nothing that is in time');

select * from finish();
rollback;
