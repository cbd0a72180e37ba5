-- Test content.category_path: the categories above one.
begin;
select plan(7);

insert into content.content_categories (id, name, slug, parent_id, is_active)
values (-1, 'Plants', 'plants', null, true), (-3, 'Mosses', 'mosses', -1, false),
       (-2, 'Java moss', 'java-moss', -3, true), (-4, 'Fish', 'fish', null, true);

select lives_ok(
    format('set local role %I; select content.category_path(-1)', r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_app'), ('aquascene_reader')) as r (name);

select results_eq(
    $$ select depth, id, slug, name from content.category_path(category_id => -2) $$,
    $$ values (1, -1, 'plants', 'Plants'), (2, -3, 'mosses', 'Mosses'),
              (3, -2, 'java-moss', 'Java moss') $$,
    'should go from the top down to it');
select results_eq(
    $$ select depth, id, slug, name from content.category_path(-4) $$,
    $$ values (1, -4, 'fish', 'Fish') $$, 'should be one step at the top');
select is_empty(
    format('select * from content.category_path(%s)', i.id), format('should be none for %s', i.id))
  from (values ('-9'), ('null')) as i (id);

reset role;
alter table content.content_categories disable trigger user;
update content.content_categories set parent_id = -2 where id = -1;
select is(count(*), 101::bigint, 'should end even in a cycle')
  from content.category_path(-1);

select * from finish();
rollback;
