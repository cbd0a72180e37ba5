-- Test that a deploy leaves partitions for its month and the next three, and a default partition
-- in every partitioned table. The database may be older than today: months count from the first.
begin;
select plan(4);

create temp view months as
select p.table_name, to_date(substring(c.relname from '\d{4}_\d\d$'), 'YYYY_MM') as month
  from ops.partition_policies as p
  join pg_inherits as i on i.inhparent = p.table_name::regclass
  join pg_class as c on c.oid = i.inhrelid
 where c.relname ~ '_\d{4}_\d\d$';

select results_eq(
    $$ select table_name, count(*), min(month) + interval '3 months' = max(month)
         from months group by table_name order by table_name collate "C" $$,
    $$ select table_name, 4::bigint, true
         from ops.partition_policies order by table_name collate "C" $$,
    'should make four months in a row for each policy');
select is(count(distinct month), 4::bigint, 'should make the same months for all') from months;
select ok(
    min(month) <= (now() at time zone 'UTC')::date, 'should begin with the month of the deploy')
  from months;
select is_empty(
    $$ select table_name, partition_name, stray_rows from ops.partition_report
        where stray_rows > 0 or is_after_gap $$,
    'should leave neither strays nor gaps');

select * from finish();
rollback;
