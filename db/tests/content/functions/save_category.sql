-- Test content.save_category: adds or changes a category.
begin;
select plan(33);

select throws_ok(
    format($$ set local role %I; select content.save_category('a', 'A') $$, r.name),
    '42501', 'permission denied for function save_category',
    format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.save_category('a', 'A') $$, '28000', null, 'should need a person');
select test.act_as('author');
select throws_like(
    $$ select content.save_category('a', 'A') $$, 'user-% lacks the permission content.review',
    'should need the permission content.review');

select test.act_as('editor');
set local role aquascene_editor;
select results_eq(
    $$ select c.slug::text, c.name::text, c.description, c.parent_id, c.sort_order, c.is_active
         from content.save_category('plants', ' Water  plants ') as c $$,
    $$ values ('plants', 'Water plants', null::text, null::integer, 0, true) $$,
    'should add one at the top, its name tidied');
select results_eq(
    $$ select c.slug::text, c.name::text, c.description, p.slug::text, c.sort_order, c.is_active
         from content.save_category(
                  slug => 'mosses', name => 'Mosses', description => 'Small and green.',
                  parent => 'plants', sort_order => 3, is_active => false) as c
         join content.content_categories as p on p.id = c.parent_id $$,
    $$ values ('mosses', 'Mosses', 'Small and green.', 'plants', 3, false) $$,
    'should add one below another');
create temp table before as select * from content.content_categories where slug = 'mosses';
select results_eq(
    $$ select c.id, c.name::text, c.description, c.parent_id, c.sort_order, c.is_active
         from content.save_category('mosses', 'All mosses') as c $$,
    $$ select id, 'All mosses', null::text, null::integer, 0, true from before $$,
    'should change all of the one of that slug');
reset role;
select is(count(*), 2::bigint, 'should have written two') from content.content_categories;

select throws_ok(
    format('select content.save_category(%L, %L)', s.slug, 'Name'), '22023', null,
    format('should refuse the slug %L', left(s.slug, 20)))
  from (values ('Plants'), ('water plants'), ('-a'), ('a-'), ('a--b'), (''), (null), ('ä'),
               (E'a\n'), (repeat('a', 101))) as s (slug);
select lives_ok(
    format('select content.save_category(%L, %L)', s.slug, s.slug),
    format('should take the slug %s', left(s.slug, 20)))
  from (values ('a'), ('top-10-plants'), (repeat('a', 100))) as s (slug);
select throws_ok(
    format('select content.save_category(%L, %L)', 'new', n.name), '22023', null,
    format('should refuse the name %L', left(n.name, 20)))
  from (values (''), (E' \u200b'), (null), (repeat('a', 101))) as n (name);
select throws_ok(
    $$ select content.save_category('new', 'Water plants') $$, '23505', null,
    'should refuse the name of another');
select throws_ok(
    $$ select content.save_category('new', 'New', parent => 'nothing') $$, 'P0002', null,
    'should refuse a parent that is not there');
select throws_ok(
    $$ select content.save_category('new', 'New', parent => 'new') $$, '55000', null,
    'should refuse itself as parent');
select lives_ok(
    $$ select content.save_category('mosses', 'Mosses', parent => 'plants') $$,
    'should move one below another');
select throws_ok(
    $$ select content.save_category('plants', 'Plants', parent => 'mosses') $$, '55000',
    'category ''plants'' would be below itself', 'should refuse a cycle');
select throws_ok(
    format($$ select content.save_category('new', 'New', %s => null) $$, p.name), '23502', null,
    format('should refuse no %s', p.name))
  from (values ('sort_order'), ('is_active')) as p (name);

select * from finish();
rollback;
