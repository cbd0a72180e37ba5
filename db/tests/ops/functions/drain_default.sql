-- Test ops.drain_default: strays move into months, part by part, seen all the time.
begin;
select plan(31);

select ok(
    'lock_timeout=150ms' = any (proconfig), 'should never make others wait for long')
  from pg_proc where oid = 'ops.drain_default(text,integer)'::regprocedure;
set local role aquascene_editor;
select throws_ok(
    $$ select ops.drain_default('ops.job_runs') $$, '42501', null, 'an editor may not');
reset role;

select test.travel_to('2041-06-15Z');
set local timezone = 'Asia/Tokyo';
set local role aquascene_worker;
select is(ops.drain_default('ops.job_runs'), 0::bigint, 'should have nothing to do without strays');
reset role;

insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('job', 'A job.', '* * * * *', 'sql', 'select 1'),
       ('gone', 'A job.', '* * * * *', 'sql', 'select 1');
insert into ops.job_runs (job_name, due_at, started_at, worker)
select 'job', now(), '2041-05-01Z'::timestamptz + n * interval '1 hour', 'run-' || n
  from generate_series(0, 999) as n;
insert into ops.job_runs (job_name, due_at, started_at, worker)
values ('job', now(), '2041-04-30 23:59:59.999999Z', 'april'),
       ('gone', now(), '2041-05-31 23:59:59.999999Z', 'gone'),
       ('job', now(), '1999-01-01Z', 'ancient'),
       ('job', now(), '2199-01-01Z', 'to come');
create temp table before as
select c.relname as name, obj_description(c.oid) as comment
  from pg_class as c
 where c.oid = 'ops.job_runs_default'::regclass
    or c.oid in (select x.indexrelid from pg_index as x
                  where x.indrelid = 'ops.job_runs_default'::regclass);

set local role aquascene_worker;
select is(
    ops.drain_default('ops.job_runs', batch_rows => 300), 1004::bigint,
    'should say how many rows there are to move');
select cmp_ok(
    ops.drain_default('ops.job_runs', 300), '<', 1004::bigint, 'should say how many are left');
reset role;
select results_eq(
    $$ select next_block > 0, next_block < block_count, row_count from ops.drains $$,
    $$ values (true, true, 1004::bigint) $$, 'should remember how far it came');
select is(count(*), 1004::bigint, 'should show all rows meanwhile') from ops.job_runs;
select is(
    count(*), 1004::bigint, 'should leave them where they are')
  from ops.job_runs_default;
select is(
    ops.ensure_partitions(0), 8, 'should let partitions of other tables be made meanwhile');

-- Meanwhile others write.
update ops.job_runs set worker = 'changed' where worker in ('run-0', 'run-999');
update ops.job_runs set started_at = '2041-04-02Z' where worker = 'run-1';
delete from ops.job_runs where worker in ('run-2', 'run-998');
delete from ops.scheduled_jobs where name = 'gone';
insert into ops.job_runs (job_name, due_at, started_at, worker)
values ('job', now(), '2041-05-20Z', 'new'), ('job', now(), '2041-03-20Z', 'new month');
create temp table expected as select * from ops.job_runs;

create function pg_temp.drain(relation text, out calls integer)
language plpgsql as $function$
begin
    calls := 1;
    while ops.drain_default(drain.relation, 300) > 0 loop
        calls := calls + 1;
    end loop;
end;
$function$;
select cmp_ok(pg_temp.drain('ops.job_runs'), '<', 10, 'should come to an end');
select results_eq(
    $$ select * from ops.job_runs order by id $$, $$ select * from expected order by id $$,
    'should have every row once, as it was last written');
set local timezone = 'UTC';
select is(
    count(*), 0::bigint, 'should put each row where its month is')
  from ops.job_runs
 where tableoid::regclass::text not like '%job_runs_' || to_char(started_at, 'YYYY_MM')
   and started_at between '2041-04-01Z' and '2041-07-01Z';
select results_eq(
    $$ select worker from ops.job_runs_default order by worker $$,
    $$ values ('ancient'), ('new month'), ('to come') $$,
    'should leave what is far away, and months that came later');
select is_empty($$ select from ops.drains $$, 'should forget the drain when it is done');
select is(to_regclass('ops.job_runs_drain'), null, 'should leave no copy');
select is_empty(
    $$ select * from before
       except
       select c.relname, obj_description(c.oid)
         from pg_class as c
        where c.oid = 'ops.job_runs_default'::regclass
           or c.oid in (select x.indexrelid from pg_index as x
                         where x.indrelid = 'ops.job_runs_default'::regclass) $$,
    'should give the new default partition the names of the old');
select is_empty(
    $$ select tgname from pg_trigger where tgname like 'mirror%' $$, 'should leave no trigger');
select results_eq(
    $$ select pg_get_constraintdef(oid) from pg_constraint
        where conrelid = 'ops.job_runs_2041_05'::regclass order by 1 $$,
    $$ select pg_get_constraintdef(oid) from pg_constraint
        where conrelid = 'ops.job_runs'::regclass order by 1 $$,
    'should leave the constraints of the table, no more');
select is(
    count(*), (select count(*) from pg_trigger
                where tgrelid = 'ops.job_runs'::regclass),
    'should have its triggers')
  from pg_trigger where tgrelid = 'ops.job_runs_2041_05'::regclass;

-- Once more: what came later
select cmp_ok(pg_temp.drain('ops.job_runs'), '>', 1, 'should drain again');
select results_eq(
    $$ select worker from ops.job_runs_default order by worker $$,
    $$ values ('ancient'), ('to come') $$, 'should then have moved the month that came later');
select is(ops.drain_default('ops.job_runs'), 0::bigint, 'should leave what has no month');

-- The file of the strays is written anew, in another order, as VACUUM FULL does.
insert into ops.job_runs (job_name, due_at, started_at, worker)
select 'job', now(), '2041-02-01Z'::timestamptz + n % 28 * interval '1 day', 'again-' || n
  from generate_series(0, 999) as n;
create temp table again as select * from ops.job_runs;
select ops.drain_default('ops.job_runs', 500), ops.drain_default('ops.job_runs', 500);
cluster ops.job_runs_default using job_runs_default_job_name_started_at_idx;
select pg_temp.drain('ops.job_runs');
select results_eq(
    $$ select * from ops.job_runs order by id $$, $$ select * from again order by id $$,
    'should have every row once when the strays were written anew meanwhile');

-- Giving up
insert into ops.job_runs (job_name, due_at, started_at, worker)
values ('job', now(), '2041-01-01Z', 'stays');
select ops.drain_default('ops.job_runs'), ops.drain_default('ops.job_runs');
set local role aquascene_worker;
select throws_ok(
    $$ select ops.cancel_drain('ops.job_runs') $$, '42501', null, 'a worker may not give up');
set local role aquascene_admin;
select ops.cancel_drain('ops.job_runs');
reset role;
select is(
    count(*), 1::bigint, 'should leave strays where they are')
  from ops.job_runs_default where worker = 'stays';
select is(
    concat(to_regclass('ops.job_runs_drain'), to_regclass('ops.job_runs_2041_01'),
           (select string_agg(tgname, ' ') from pg_trigger where tgname like 'mirror%')),
    '', 'should leave no copy and no trigger');
select throws_ok(
    $$ select ops.cancel_drain('ops.job_runs') $$, 'P0002', null, 'should cancel once');
select ops.create_monthly_partition('ops.job_runs', '2041-01-01');
select is(tableoid::regclass, 'ops.job_runs_2041_01', 'should leave the month to others')
  from ops.job_runs where worker = 'stays';

select throws_ok(
    $$ select ops.drain_default('ops.settings') $$, 'P0002', null,
    'should refuse a table without policy');
select throws_ok(
    $$ select ops.drain_default('ops.job_runs', 0) $$, '22023', null, 'should refuse no rows');
select throws_ok(
    $$ select ops.drain_default('ops.job_runs', 1000001) $$, '22023', null,
    'should refuse too many');

select * from finish();
rollback;
