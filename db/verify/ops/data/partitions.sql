-- Verify aquascene:ops/data/partitions on pg

begin;

select 1 / (count(*) = 9)::int
  from ops.partition_policies as p
 where to_regclass(p.table_name || to_char(now() at time zone 'UTC', '_YYYY_MM')) is not null;

rollback;
