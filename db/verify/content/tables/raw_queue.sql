-- Verify aquascene:content/tables/raw_queue on pg

begin;

select
    raw_content_id, next_attempt_at, place, attempts
  from content.raw_queue
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.raw_queue'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.raw_queue'::regclass
   and c.relname in ('raw_queue_due_idx');
select 1 / has_table_privilege('aquascene_reader', 'content.raw_queue', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.raw_queue', 'INSERT'))::int;

rollback;
