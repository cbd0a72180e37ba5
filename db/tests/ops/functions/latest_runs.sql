-- Test ops.latest_runs: the latest runs of a job, or of all.
begin;
select plan(4);

select throws_ok(
    $$ set local role aquascene_app; select ops.latest_runs() $$, '42501', null,
    'the public edge may not');
reset role;
insert into ops.job_runs (job_name, due_at, started_at)
select j.name, now(), now() - j.n * interval '1 minute'
  from (values ('roll-up', 3), ('roll-up', 1), ('sending', 2)) as j (name, n);
set local role aquascene_reader;
select results_eq(
    $$ select job_name from ops.latest_runs() $$,
    $$ values ('roll-up'), ('sending'), ('roll-up') $$, 'should return the newest first');
select is(count(*), 2::bigint, 'should return those of a job') from ops.latest_runs('roll-up');
select is(count(*), 1::bigint, 'should return so many') from ops.latest_runs('roll-up', 1);

select * from finish();
rollback;
