-- Test ops.job_runs: columns, keys, checks, partitions, the trigger of the status.
begin;
select plan(19);

select results_eq(
    $$ select test.columns('ops.job_runs') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('job_name text not null'),
              ('due_at timestamp with time zone not null'),
              ('started_at timestamp with time zone not null default now()'),
              ('finished_at timestamp with time zone'),
              ('status text not null default ''running''::text'),
              ('worker text'),
              ('attempt integer not null default 1'),
              ('is_forced boolean not null default false'),
              ('error text'),
              ('result jsonb not null default ''{}''::jsonb') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.job_runs') $$,
    $$ values ('FOREIGN KEY (job_name) REFERENCES ops.scheduled_jobs(name) ON DELETE CASCADE'),
              ('PRIMARY KEY (id, started_at)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('ops.job_runs') $$,
    $$ values ('job_runs_job_name_started_at_idx btree (job_name, started_at DESC)') $$,
    'should have these indexes');
select is(
    pg_get_partkeydef('ops.job_runs'::regclass), 'RANGE (started_at)',
    'should be partitioned by the start');

set local role aquascene_reader;
select lives_ok($$ select status from ops.job_runs $$, 'a reader may read');
select throws_ok($$ delete from ops.job_runs $$, '42501', null, 'a reader may not write');
select throws_ok(
    $$ select from ops.job_runs_default $$, '42501', null, 'a reader reads no partition directly');
reset role;

insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('job', 'A job.', '* * * * *', 'sql', 'select 1');

select throws_like(
    format($$ insert into ops.job_runs (job_name, due_at, started_at, finished_at, status)
              values ('job', now(), now(), %L, %L) $$, c.finished_at, c.status),
    format('%%"%s"%%', c.name), format('should refuse %s', c.what))
  from (values
            ('job_runs_status_is_known', 'a strange status', now(), 'paused'),
            ('job_runs_end_after_they_start', 'an end before the start',
             now() - interval '1 us', 'succeeded'),
            ('job_runs_finished_has_finished_at', 'a run that ended and never finished',
             null, 'succeeded'),
            ('job_runs_finished_has_finished_at', 'a run that finished and still runs',
             now(), 'running')
       ) as c (name, what, finished_at, status);
select lives_ok(
    format($$ insert into ops.job_runs (job_name, due_at, finished_at, status)
              values ('job', now(), %L, %L) $$, c.finished_at, c.status),
    format('should accept %s', c.status))
  from (values (null::timestamptz, 'running'), (now(), 'succeeded'), (now(), 'failed'),
               (now(), 'timed_out'), (now(), 'lost')) as c (finished_at, status);

select throws_ok(
    $$ update ops.job_runs set status = 'running', finished_at = null where status = 'failed' $$,
    '55000', null, 'should refuse an edge that is not in the diagram');
select lives_ok(
    $$ update ops.job_runs set status = 'lost', finished_at = now() where status = 'running' $$,
    'should go along an edge of the diagram');

delete from ops.scheduled_jobs where name = 'job';
select is_empty($$ select from ops.job_runs $$, 'should lose the runs of a job with the job');

select * from finish();
rollback;
