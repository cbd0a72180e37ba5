-- Verify aquascene:content/views/category_tree on pg

begin;

select
    id, slug, name, parent_id, depth, path, breadcrumb, sort_key, sort_order, is_active,
    published_count
  from content.category_tree
 where false;
select 1 / has_table_privilege('aquascene_reader', 'content.category_tree', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'content.category_tree', 'SELECT'))::int;

rollback;
