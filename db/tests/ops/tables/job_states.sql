-- Test ops.job_states: columns, keys, checks.
begin;
select plan(7);

select results_eq(
    $$ select test.columns('ops.job_states') $$,
    $$ values ('job_name text not null'), ('next_due_at timestamp with time zone'),
              ('attempt_count integer not null default 0'), ('retry_at timestamp with time zone'),
              ('run_id uuid'), ('run_started_at timestamp with time zone'),
              ('backend_pid integer'), ('expires_at timestamp with time zone') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.job_states') $$,
    $$ values ('FOREIGN KEY (job_name) REFERENCES ops.scheduled_jobs(name) ON UPDATE CASCADE '
               || 'ON DELETE CASCADE'), ('PRIMARY KEY (job_name)') $$,
    'should have these keys');
set local role aquascene_reader;
select lives_ok($$ select next_due_at from ops.job_states $$, 'a reader may read');
select throws_ok($$ delete from ops.job_states $$, '42501', null, 'a reader may not write');
reset role;
select throws_like($$ update ops.job_states set attempt_count = -1 $$,
                   '%job_states_attempt_count_is_a_count%', 'should refuse less than none');
select throws_like($$ update ops.job_states set run_id = gen_random_uuid() $$,
                   '%job_states_run_is_whole%', 'should refuse half a run');
delete from ops.scheduled_jobs where name = 'roll-up';
select is_empty($$ select from ops.job_states where job_name = 'roll-up' $$,
                'should go with its job');

select * from finish();
rollback;
