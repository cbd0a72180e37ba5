-- Test ops.apply_retention: removes what is older than its policy keeps.
begin;
select plan(19);

set local role aquascene_owner;
create table ops.things (at timestamptz, note text) partition by range (at);
create table ops.things_default partition of ops.things default;
create table ops.days (at date, note text) partition by range (at);
create table ops.days_default partition of ops.days default;
create table ops.kept (at date) partition by range (at);
reset role;
insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('ops.things', 'at', interval '3 months', ''), ('ops.days', 'at', interval '1 month', ''),
       ('ops.kept', 'at', null, '');
select ops.create_monthly_partition(t.name, m.month::date)
  from (values ('ops.things'), ('ops.days'), ('ops.kept')) as t (name)
 cross join generate_series(timestamp '2045-01-01', '2045-06-01', '1 month') as m (month);

create function pg_temp.partitions(relation regclass) returns text
language sql as $function$
    select string_agg(substring(i.inhrelid::regclass::text from '\d{4}_\d\d$'), ' '
                      order by i.inhrelid::regclass::text collate "C")
      from pg_inherits as i
     where i.inhparent = partitions.relation;
$function$;

insert into ops.things
values ('1999-01-01Z', 'ancient, in the default partition'),
       ('2045-02-28 23:59:59Z', 'a whole month'),
       ('2045-03-01Z', 'first of the month at the boundary'),
       ('2045-03-13 23:59:59.999999Z', 'last before the cutoff'),
       ('2045-03-14Z', 'at the cutoff'),
       ('2045-06-14Z', 'new'),
       ('2060-01-01Z', 'to come, in the default partition');
insert into ops.days
values ('2045-01-31', 'old'), ('2045-05-13', 'last before the cutoff'),
       ('2045-05-14', 'at the cutoff');
insert into ops.kept values ('2045-01-01');

select ok(
    'lock_timeout=3s' = any (proconfig), 'should give up a lock after 3 s rather than stop writers')
  from pg_proc where oid = 'ops.apply_retention(text)'::regprocedure;
set local role aquascene_editor;
select throws_ok($$ select * from ops.apply_retention() $$, '42501', null, 'an editor may not');
reset role;

-- In the session's zone it is the 15th already.
select test.travel_to('2045-06-14 23:30Z');
set local timezone = 'Asia/Tokyo';
set local role aquascene_worker;
select results_eq(
    $$ select * from ops.apply_retention(only_table => 'ops.things') $$,
    $$ values ('ops.things', 2, 3::bigint) $$,
    'should say how many partitions it dropped and rows it deleted');
reset role;
select is(
    pg_temp.partitions('ops.things'), '2045_03 2045_04 2045_05 2045_06',
    'should drop the partitions that are older as a whole, not the default one');
select isnt(to_regclass('ops.things_default'), null, 'should leave the default partition');
select results_eq(
    $$ select note from ops.things order by at $$,
    $$ values ('at the cutoff'), ('new'), ('to come, in the default partition') $$,
    'should delete what is before midnight UTC of the cutoff, and nothing from it on');
select is(
    pg_temp.partitions('ops.days'), '2045_01 2045_02 2045_03 2045_04 2045_05 2045_06',
    'should leave the other tables alone');
select is(count(*), 3::bigint, 'should leave the rows of other tables alone') from ops.days;
select results_eq(
    $$ select * from ops.apply_retention('ops.things') $$,
    $$ values ('ops.things', 0, 0::bigint) $$, 'should find nothing when called again');
set local timezone = 'UTC';

-- A partition that ends at the cutoff is older as a whole.
select test.travel_to('2045-07-01Z');
select results_eq(
    $$ select * from ops.apply_retention('ops.things') $$,
    $$ values ('ops.things', 1, 0::bigint) $$, 'should drop a month that ends at the cutoff');
select is(
    pg_temp.partitions('ops.things'), '2045_04 2045_05 2045_06', 'should drop that month only');

select test.travel_to('2045-06-14 23:30Z');
set local role aquascene_admin;
create temp table done as select * from ops.apply_retention();
reset role;
select results_eq(
    $$ select table_name from done order by ctid $$,
    $$ select table_name from ops.partition_policies where retention is not null
        order by table_name collate "C" $$,
    'should take every table that has a retention, by default, in the order of their names');
select results_eq(
    $$ select * from done where table_name = 'ops.days' $$,
    $$ values ('ops.days', 4, 1::bigint) $$, 'should take a table partitioned by date');
select results_eq(
    $$ select at, note from ops.days $$,
    $$ values ('2045-05-14'::date, 'at the cutoff') $$, 'should keep the day of the cutoff');
select is(
    pg_temp.partitions('ops.kept'), '2045_01 2045_02 2045_03 2045_04 2045_05 2045_06',
    'should keep what has no retention');
select is(count(*), 1::bigint, 'should keep the rows of what has no retention') from ops.kept;

select throws_ok(
    format($$ select * from ops.apply_retention(%L) $$, t.name), 'P0002',
    format('no partition policy for table %L', t.name), format('should refuse %s', t.name))
  from (values ('ops.settings'), ('things'), ('')) as t (name);

select * from finish();
rollback;
