-- Test content.category_tree: all categories, each below the one above it.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('content.category_tree') $$,
    $$ values ('id integer'), ('slug character varying(100)'),
              ('name character varying(100)'), ('parent_id integer'), ('depth integer'),
              ('path text[]'), ('breadcrumb text'), ('sort_key text[]'), ('sort_order integer'),
              ('is_active boolean'), ('published_count bigint') $$,
    'should have these columns');

insert into content.content_categories (id, name, slug, parent_id, sort_order, is_active)
values (-1, 'Plants', 'plants', null, 2, true), (-2, 'Mosses', 'mosses', -1, 10, true),
       (-3, 'Algae', 'algae', -1, 9, true), (-4, 'Ferns', 'ferns', -1, 10, false),
       (-5, 'Fish', 'fish', null, -1, true), (-6, 'Java', 'java', -2, 0, true),
       (-7, 'Animals', 'animals', null, 2, true);
create temp table made as
select test.content(s.status) as id, s.categories
  from (values ('published', '{plants,mosses}'::text[]), ('published', '{mosses,mosses,zzz}'),
               ('published', null), ('draft', '{fish}'), ('archived', '{mosses}'),
               ('scheduled', '{mosses}')) as s (status, categories);
update content.generated_content as c set categories = m.categories from made as m
 where c.id = m.id;

set local role aquascene_app;
select throws_ok(
    $$ select from content.category_tree $$, '42501', null, 'the public edge may not read');
set local role aquascene_reader;
select results_eq(
    $$ select t.id, t.depth, t.breadcrumb, t.is_active
         from content.category_tree as t order by t.sort_key $$,
    $$ values (-5, 1, 'Fish', true), (-7, 1, 'Animals', true), (-1, 1, 'Plants', true),
              (-3, 2, 'Plants › Algae', true), (-4, 2, 'Plants › Ferns', false),
              (-2, 2, 'Plants › Mosses', true), (-6, 3, 'Plants › Mosses › Java', true) $$,
    'should put each after the one above it, siblings in their order');
select results_eq(
    $$ select t.path, t.slug::text, t.name::text, t.parent_id, t.sort_order
         from content.category_tree as t where t.id = -6 $$,
    $$ values ('{plants,mosses,java}'::text[], 'java', 'Java', -2, 0) $$,
    'should show the way to each');
select results_eq(
    $$ select t.slug::text, t.published_count from content.category_tree as t
        where t.published_count > 0 order by t.sort_key $$,
    $$ values ('plants', 1::bigint), ('mosses', 2) $$,
    'should count what is published, each content once');
select is(sum(published_count), 3::numeric, 'should count nothing else')
  from content.category_tree;

select * from finish();
rollback;
