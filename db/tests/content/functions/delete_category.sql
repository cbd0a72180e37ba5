-- Test content.delete_category: removes a category that nothing is in.
begin;
select plan(15);

insert into content.content_categories (id, name, slug, parent_id)
values (-1, 'Plants', 'plants', null), (-2, 'Mosses', 'mosses', -1), (-3, 'Fish', 'fish', null),
       (-4, 'Empty', 'empty', null);
create temp table draft as select test.content('rejected') as id;
update content.generated_content as c set categories = '{other,fish}' from draft
 where c.id = draft.id;

select throws_ok(
    format($$ set local role %I; select content.delete_category('a') $$, r.name),
    '42501', 'permission denied for function delete_category',
    format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.delete_category('empty') $$, '28000', null, 'should need a person');
select test.act_as('author');
select throws_like(
    $$ select content.delete_category('empty') $$, 'user-% lacks the permission content.review',
    'should need the permission content.review');

select test.act_as('editor');
set local role aquascene_editor;
select is((content.delete_category(slug => 'empty')).id, -4, 'should return the row');
reset role;
select is(count(*), 3::bigint, 'should delete it, and no other') from content.content_categories;
select throws_ok(
    $$ select content.delete_category('plants') $$, '55000',
    'category ''plants'' has others below it', 'should refuse one with others below');
select throws_ok(
    $$ select content.delete_category('fish') $$, '55000', 'category ''fish'' has contents',
    'should refuse one with contents, whatever their status');
select throws_ok(
    format('select content.delete_category(%L)', s.slug), 'P0002', null,
    format('should refuse %L, which is not there', s.slug))
  from (values ('empty'), (null)) as s (slug);

update content.generated_content as c set categories = '{}' from draft where c.id = draft.id;
create temp table article as select test.content('published') as id;
update content.generated_content as c set categories = '{fish}' from article
 where c.id = article.id;
select lives_ok(
    $$ select content.delete_category('mosses') $$, 'should not mind articles of another');
select throws_ok(
    $$ select content.delete_category('fish') $$, '55000', 'category ''fish'' has contents',
    'should refuse one with articles');

update content.generated_content set categories = null;
select lives_ok(
    $$ select content.delete_category('plants'), content.delete_category('fish') $$,
    'should delete them when they are empty');
select is_empty($$ select from content.content_categories $$, 'and they are gone');

select * from finish();
rollback;
