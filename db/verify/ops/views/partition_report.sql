-- Verify aquascene:ops/views/partition_report on pg

begin;

select
    table_name, partition_name, is_default, partition_start, partition_end, estimated_rows,
    total_bytes, is_after_gap, stray_rows
  from ops.partition_report
 where false;
select 1 / has_table_privilege('aquascene_reader', 'ops.partition_report', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'ops.partition_report', 'SELECT'))::int;

rollback;
