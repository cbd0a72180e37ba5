-- Verify aquascene:content/tables/content_asset_relations on pg

begin;

select
    content_id, asset_id, relation_type, sort_order, created_at
  from content.content_asset_relations
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.content_asset_relations'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.content_asset_relations'::regclass
   and c.relname in ('content_asset_relations_asset_id_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_asset_relations'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege(
    'aquascene_reader', 'content.content_asset_relations', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'content.content_asset_relations', 'INSERT'))::int;

rollback;
