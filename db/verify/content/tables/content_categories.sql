-- Verify aquascene:content/tables/content_categories on pg

begin;

select
    id, name, slug, description, parent_id, sort_order, is_active, created_at, updated_at
  from content.content_categories
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.content_categories'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.content_categories'::regclass
   and c.relname in ('content_categories_parent_id_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_categories'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_categories'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'content.content_categories', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'content.content_categories', 'INSERT'))::int;

rollback;
