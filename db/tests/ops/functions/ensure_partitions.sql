-- Test ops.ensure_partitions: partitions for this month and the months ahead.
begin;
select plan(16);

set local role aquascene_editor;
select throws_ok($$ select ops.ensure_partitions() $$, '42501', null, 'an editor may not');
reset role;

create function pg_temp.months() returns setof text
language sql as $function$
    select substring(c.relname from '\d{4}_\d\d$') || ' ' || count(*)
      from ops.partition_policies as p
      join pg_inherits as i on i.inhparent = p.table_name::regclass
      join pg_class as c on c.oid = i.inhrelid
     where c.relname ~ '_20[45]\d_\d\d$'
     group by substring(c.relname from '\d{4}_\d\d$')
     order by substring(c.relname from '\d{4}_\d\d$');
$function$;

-- In the session's zone it is January of 2041 already.
select test.travel_to('2040-12-31 23:59:59Z');
set local timezone = 'Pacific/Kiritimati';
set local role aquascene_worker;
select is(
    ops.ensure_partitions(months_ahead => 0), 9, 'should make this month''s, one for each policy');
reset role;
select results_eq(
    $$ select pg_temp.months() $$, $$ values ('2040_12 9') $$, 'should know the month in UTC');
set local timezone = 'UTC';
select is(ops.ensure_partitions(0), 0, 'should make nothing when called again');
select is(ops.ensure_partitions(2), 18, 'should make the months ahead that are missing');
select results_eq(
    $$ select pg_temp.months() $$, $$ values ('2040_12 9'), ('2041_01 9'), ('2041_02 9') $$,
    'should go on into the next year');

select results_eq(
    $$ select c.relname::text
         from ops.partition_policies as p
         join pg_inherits as i on i.inhparent = p.table_name::regclass
         join pg_class as c on c.oid = i.inhrelid
        where c.relname ~ '_2041_\d\d$'
        order by c.oid $$,
    $$ select c.relname::text
         from ops.partition_policies as p
         join pg_inherits as i on i.inhparent = p.table_name::regclass
         join pg_class as c on c.oid = i.inhrelid
        where c.relname ~ '_2041_\d\d$'
        order by p.table_name, c.relname $$,
    'should lock the tables in the order of their names');

update ops.partition_policies set premake_months = 4 where table_name = 'ops.job_runs';
select is(ops.ensure_partitions(), 10, 'should go as far as each policy says');
select results_eq(
    $$ select pg_temp.months() $$,
    $$ values ('2040_12 9'), ('2041_01 9'), ('2041_02 9'), ('2041_03 9'), ('2041_04 1') $$,
    'should make 3 months ahead, 4 for the one that says 4');
select is(ops.ensure_partitions(), 0, 'should then have nothing to do');

drop table ops.job_runs_2041_01;
select is(ops.ensure_partitions(1), 1, 'should fill a gap');

select throws_ok(
    format($$ select ops.ensure_partitions(%s) $$, m.months), '22023',
    format('months_ahead %s is not between 0 and 60', m.months),
    format('should refuse %s months', m.months))
  from (values (-1), (61)) as m (months);
delete from ops.partition_policies where table_name <> 'ops.job_runs';
select is(ops.ensure_partitions(60), 56, 'should accept 60 months');

set local role aquascene_admin;
select lives_ok($$ select ops.ensure_partitions(60) $$, 'an admin may');
reset role;

-- A month whose name is taken by something else is no partition.
select test.travel_to('2051-01-01Z');
create table ops.job_runs_2051_01 ();
select throws_ok(
    $$ select ops.ensure_partitions(0) $$, '42P07', null,
    'should not take a table of that name for the partition');

select * from finish();
rollback;
