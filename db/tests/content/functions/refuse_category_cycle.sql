-- Test content._refuse_category_cycle: a tree stays a tree.
begin;
select plan(24);

select throws_ok(
    format('set local role aquascene_editor; select content.%s', f.call), '42501', null,
    format('an editor may not execute %s', f.call))
  from (values ('_begin_category_move()'), ('_refuse_category_cycle()')) as f (call);

-- A chain of ten, 1 at the top, and 11 beside it.
insert into content.content_categories (id, name, slug, parent_id)
select -n, 'Level ' || n, 'level-' || n, nullif(1 - n, 0)
  from generate_series(1, 10) as n;
insert into content.content_categories (id, name, slug) values (-11, 'Beside', 'beside');

select throws_ok(
    format('update content.content_categories set parent_id = %s where id = %s', -m.under, -m.id),
    '55000', format('category ''level-%s'' would be below itself', m.id),
    format('should refuse a cycle over %s', m.under - m.id + 1))
  from (values (1, 2), (1, 3), (1, 10), (4, 9), (9, 10)) as m (id, under);
select throws_ok(
    $$ update content.content_categories set parent_id = id where id = -1 $$, '23514', null,
    'should leave its own parent to the check');
select throws_ok(
    $$ insert into content.content_categories (id, name, slug, parent_id)
       values (-12, 'Level 11', 'level-11', -10) $$, '55000', null,
    'should refuse an eleventh level');
select throws_ok(
    $$ update content.content_categories set parent_id = -10 where id = -11 $$, '55000', null,
    'should refuse to move one to an eleventh level');
select throws_ok(
    $$ update content.content_categories set parent_id = -11 where id = -1 $$, '55000', null,
    'should refuse what pushes others below an eleventh level');
select throws_ok(
    $$ insert into content.content_categories (id, name, slug, parent_id)
       values (-12, 'a', 'a', -13), (-13, 'b', 'b', -12) $$, '55000', null,
    'should refuse two of one statement below each other');
select throws_ok(
    $$ insert into content.content_categories (id, name, slug, parent_id)
       values (-12, 'a', 'a', -12) $$, '23514', null, 'should refuse a new one below itself');

select lives_ok(
    format('update content.content_categories set %s', m.assignment), format('may %s', m.what))
  from (values ('parent_id = -9 where id = -11', 'move to the tenth level'),
               ('parent_id = parent_id', 'move none'),
               ('name = ''Top'' where id = -1', 'rename one that has others below'),
               ('parent_id = null where id = -11', 'move to the top'),
               ('parent_id = -11 where id = -2', 'move a branch of nine'),
               ('parent_id = -1 where id = -2', 'move it back'),
               ('parent_id = -1 where id = -10', 'move upwards')) as m (assignment, what);
-- 1 > 2 > 3 becomes 1 > 3 > 2, and what was below 3 stays there.
select lives_ok(
    $$ update content.content_categories as c
          set parent_id = case c.id when -3 then -1 when -2 then -3 end
        where c.id in (-2, -3) $$, 'may exchange two in one statement');
select results_eq(
    $$ select id, parent_id from content.content_categories where id in (-4, -3, -2) order by id $$,
    $$ values (-4, -3), (-3, -1), (-2, -3) $$, 'and they are');

update content.content_categories set parent_id = null;
select is(count(*), 11::bigint, 'may be taken apart')
  from content.content_categories where parent_id is null;
select lives_ok(
    $$ update content.content_categories set parent_id = -11 where id <> -11 $$,
    'may have many below one');

select * from finish();
rollback;
