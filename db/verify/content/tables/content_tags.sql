-- Verify aquascene:content/tables/content_tags on pg

begin;

select
    id, name, slug, description, usage_count, created_at, updated_at
  from content.content_tags
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.content_tags'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.content_tags'::regclass
   and c.relname in ('content_tags_name_is_one_in_any_case');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_tags'::regclass and tgname = 'updated_at';
select 1 / has_table_privilege('aquascene_reader', 'content.content_tags', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.content_tags', 'INSERT'))::int;

rollback;
