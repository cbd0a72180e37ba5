-- Verify aquascene:ops/tables/outbox on pg

begin;

select
    id, topic, payload, xid, created_at
  from ops.outbox
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'ops.outbox_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (created_at)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'ops.outbox'::regclass;
select 1 / (count(*) = 1)::int from ops.partition_policies where table_name = 'ops.outbox';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.outbox'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'ops.outbox'::regclass
   and c.relname in ('outbox_xid_id_idx');
select 1 / has_table_privilege('aquascene_reader', 'ops.outbox', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.outbox', 'INSERT'))::int;

rollback;
