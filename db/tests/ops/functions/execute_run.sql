-- Test ops.execute_run: the work and the note that it is done, in one transaction.
begin;
select plan(14);

select test.travel_to('2031-01-01 10:00+00');
delete from ops.scheduled_jobs;
create table public.journal (job text, due_at timestamptz, who text);
grant all on public.journal to aquascene_worker;
create function public.note(left_over integer) returns integer language sql as $function$
    insert into public.journal
    values (current_setting('aquascene.job'), current_setting('aquascene.due_at')::timestamptz,
            current_user);
    select left_over
$function$;
create temp table run (run_id uuid, name text);
grant all on run to public;
create function pg_temp.begin_run(command text, is_repeated boolean default false) returns uuid
language sql as $function$
    select test.travel_to('2031-01-01 10:00+00');
    select ops.set_job('job', '* * * * *', command, 'd', is_repeated => is_repeated);
    update ops.job_states set next_due_at = '2031-01-01 10:01+00' where job_name = 'job';
    select test.travel_to('2031-01-01 10:01+00');
    insert into run select c.run_id, c.name from ops.claim_run('w') as c returning run_id
$function$;

select throws_ok(
    $$ set local role aquascene_app; select ops.execute_run(null) $$, '42501', null,
    'the public edge may not');
reset role;
select throws_ok($$ select ops.execute_run(gen_random_uuid()) $$, '55000', null,
                 'should refuse a run that is not there');
create temp table first as select pg_temp.begin_run('select public.note(5)') as id;
grant select on first to public;
set local role aquascene_worker;
select is(ops.execute_run(id), false, 'should be done after one call') from first;
reset role;
select results_eq(
    $$ select * from public.journal $$,
    $$ values ('job', '2031-01-01 10:01+00'::timestamptz, 'aquascene_worker') $$,
    'should do it with the rights of the caller, who knows for when');
select results_eq(
    $$ select status, result from ops.job_runs where id = (select id from first) $$,
    $$ values ('succeeded', '{"value": "5"}'::jsonb) $$, 'should write down what came of it');
select throws_ok(format($$ select ops.execute_run(%L) $$, id), '55000', null,
                 'should not do it twice') from first;

create temp table repeated as select pg_temp.begin_run('select public.note(5)', true) as id;
select is(ops.execute_run(id), true, 'should want to be called again while work is left')
  from repeated;
select is(status, 'running', 'and go on meanwhile') from ops.job_runs
 where id = (select id from repeated);
update ops.scheduled_jobs set command = 'select public.note(0)' where name = 'job';
select is(ops.execute_run(id), false, 'should end with nothing left') from repeated;
create temp table yes as select pg_temp.begin_run('select true', true) as id;
select is(ops.execute_run(id), true, 'should take true for work that is left') from yes;
update ops.scheduled_jobs set command = 'select 1 where false' where name = 'job';
select is(ops.execute_run(id), false, 'should take no row for none') from yes;

create temp table broken as select pg_temp.begin_run('select 1 / 0') as id;
select throws_ok(format($$ select ops.execute_run(%L) $$, id), '22012', null,
                 'should raise what the statement raises') from broken;
select is(status, 'running', 'and leave it to the caller to say so') from ops.job_runs
 where id = (select id from broken);
select throws_ok(
    $$ select ops.set_job('evil', '* * * * *', 'drop table x', 'd') $$, '23514', null,
    'should run no statement but a select');

select * from finish();
rollback;
