-- Test ops.partition_report: partitions, gaps and strays at a glance.
begin;
select plan(5);

set local search_path = public;

set local role aquascene_app;
select throws_ok(
    $$ select from ops.partition_report $$, '42501', null, 'the public edge may not read');
reset role;
select results_eq(
    $$ select test.columns('ops.partition_report') $$,
    $$ values ('table_name text'), ('partition_name text'), ('is_default boolean'),
              ('partition_start timestamp with time zone'),
              ('partition_end timestamp with time zone'), ('estimated_rows bigint'),
              ('total_bytes bigint'), ('is_after_gap boolean'), ('stray_rows bigint') $$,
    'should have these columns');

set local role aquascene_owner;
create table ops.things (at timestamptz) partition by range (at);
create table ops.things_default partition of ops.things default;
create table ops.days (at date) partition by range (at);
reset role;
delete from ops.partition_policies;
insert into ops.partition_policies (table_name, partition_column, description)
values ('ops.things', 'at', ''), ('ops.days', 'at', ''), ('ops.gone', 'at', '');
select ops.create_monthly_partition(c.relation, c.day)
  from (values ('ops.things', '2045-01-01'::date), ('ops.things', '2045-02-01'),
               ('ops.things', '2045-04-01'), ('ops.days', '2045-12-01')) as c (relation, day);
insert into ops.things values ('1999-01-01Z'), ('2099-01-01Z'), ('2045-02-03Z');
analyze ops.things_2045_02;

set local timezone = 'Asia/Tokyo';
set local role aquascene_reader;
select results_eq(
    $$ select table_name, partition_name, is_default, partition_start, partition_end,
              estimated_rows, is_after_gap, stray_rows
         from ops.partition_report $$,
    $$ values
           ('ops.days', 'ops.days_2045_12', false, '2045-12-01Z'::timestamptz,
            '2046-01-01Z'::timestamptz, null::bigint, false, 0::bigint),
           ('ops.things', 'ops.things_2045_01', false, '2045-01-01Z', '2045-02-01Z', null, false,
            0),
           ('ops.things', 'ops.things_2045_02', false, '2045-02-01Z', '2045-03-01Z', 1, false, 0),
           ('ops.things', 'ops.things_2045_04', false, '2045-04-01Z', '2045-05-01Z', null, true,
            0),
           ('ops.things', 'ops.things_default', true, null, null, null, false, 2) $$,
    'should show bounds in UTC, rows where they are known, the gap, and the strays');
select results_eq(
    $$ select total_bytes from ops.partition_report order by partition_name collate "C" $$,
    $$ select pg_total_relation_size(c.oid)
         from pg_class as c
        where c.oid in ('ops.days_2045_12'::regclass, 'ops.things_2045_01'::regclass,
                        'ops.things_2045_02'::regclass, 'ops.things_2045_04'::regclass,
                        'ops.things_default'::regclass)
        order by c.relname collate "C" $$,
    'should show the bytes on disk');
reset role;

set local search_path = public, ops;
select is(
    min(partition_name), 'ops.days_2045_12',
    'should name partitions with their schema, whatever the search path')
  from ops.partition_report;

select * from finish();
rollback;
