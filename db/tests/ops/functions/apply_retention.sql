-- Test ops.apply_retention: removes what is older than its policy keeps.
begin;
select plan(26);

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
    'lock_timeout=50ms' = any (proconfig), 'should rather give up a lock than keep writers waiting')
  from pg_proc where oid = 'ops._take_off(regclass,regclass,boolean)'::regprocedure;
create function pg_temp.retain(relation text default null)
returns table (table_name text, step text, partition_name text, row_count bigint)
language plpgsql as $function$
begin
    loop
        return query select * from ops.apply_retention(relation, 2);
        exit when not found;
    end loop;
end;
$function$;

set local role aquascene_editor;
select throws_ok($$ select * from ops.apply_retention() $$, '42501', null, 'an editor may not');
reset role;

-- In the session's zone it is the 15th already.
select test.travel_to('2045-06-14 23:30Z');
set local timezone = 'Asia/Tokyo';
set local role aquascene_worker;
select results_eq(
    $$ select * from pg_temp.retain('ops.things') $$,
    $$ values ('ops.things', 'dropped', 'ops.things_2045_01', null::bigint),
              ('ops.things', 'dropped', 'ops.things_2045_02', null),
              ('ops.things', 'deleted', 'ops.things_2045_03', 2),
              ('ops.things', 'deleted', 'ops.things_default', 1) $$,
    'should say what it did, a step a call');
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
select is_empty(
    $$ select * from ops.apply_retention('ops.things') $$, 'should find nothing when called again');
set local timezone = 'UTC';

-- A partition that ends at the cutoff is older as a whole.
select test.travel_to('2045-07-01Z');
select results_eq(
    $$ select * from pg_temp.retain('ops.things') $$,
    $$ values ('ops.things', 'dropped', 'ops.things_2045_03', null::bigint) $$,
        'should drop a month that ends at the cutoff');
select is(
    pg_temp.partitions('ops.things'), '2045_04 2045_05 2045_06', 'should drop that month only');

select test.travel_to('2045-06-14 23:30Z');
set local role aquascene_admin;
create temp table done as select * from pg_temp.retain();
reset role;
select ok('audit.audit_log' = any (array_agg(table_name)) or count(*) > 0,
          'should take every table that has a retention, by default')
  from done;
select results_eq(
    $$ select step, partition_name, row_count from done where table_name = 'ops.days' $$,
    $$ values ('dropped', 'ops.days_2045_01', null::bigint), ('dropped', 'ops.days_2045_02', null),
              ('dropped', 'ops.days_2045_03', null), ('dropped', 'ops.days_2045_04', null),
              ('deleted', 'ops.days_2045_05', 1) $$,
    'should take a table partitioned by date');
select results_eq(
    $$ select at, note from ops.days $$,
    $$ values ('2045-05-14'::date, 'at the cutoff') $$, 'should keep the day of the cutoff');
select is(
    pg_temp.partitions('ops.kept'), '2045_01 2045_02 2045_03 2045_04 2045_05 2045_06',
    'should keep what has no retention');
select is(count(*), 1::bigint, 'should keep the rows of what has no retention') from ops.kept;

-- Months that are to be archived
update ops.partition_policies set is_archived = true where table_name = 'ops.days';
insert into ops.days values ('2045-05-14'), ('2045-05-20');
select test.travel_to('2045-07-01 12:00Z');
select results_eq(
    $$ select step, partition_name from pg_temp.retain('ops.days') $$,
    $$ values ('detached', 'ops.days_2045_05') $$, 'should take a month off to be archived');
select results_eq(
    $$ select partition_name, table_name, starts_at, ends_at, archived_at
         from ops.archives $$,
    $$ values ('ops.days_2045_05', 'ops.days', '2045-05-01Z'::timestamptz,
               '2045-06-01Z'::timestamptz, null::timestamptz) $$, 'and write that down');
select is((select count(*) from ops.days_2045_05), 3::bigint, 'with its rows');
select is_empty($$ select from ops.days $$, 'which are in the table no more');

select throws_ok(
    format($$ select * from ops.apply_retention(%L) $$, t.name), 'P0002',
    format('no partition policy for table %L', t.name), format('should refuse %s', t.name))
  from (values ('ops.settings'), ('things'), ('')) as t (name);
select throws_ok(
    format($$ select * from ops.apply_retention(batch_size => %L) $$, c.size), '22023', null,
    'should refuse a batch_size out of range')
  from (values (0), (1000001), (null)) as c (size);

select * from finish();
rollback;
