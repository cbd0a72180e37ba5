-- Test content.category_breadcrumb: the way to a category, as text.
begin;
select plan(7);

insert into content.content_categories (id, name, slug, parent_id)
values (-1, 'Plants', 'plants', null), (-2, 'Mosses', 'mosses', -1);

select lives_ok(
    format('set local role %I; select content.category_breadcrumb(-1)', r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_app'), ('aquascene_reader')) as r (name);

select is(content.category_breadcrumb(category_id => -2), 'Plants › Mosses', 'should name both');
select is(
    content.category_breadcrumb(-2, separator => '/'), 'Plants/Mosses', 'should part them so');
select is(content.category_breadcrumb(-1), 'Plants', 'should name one at the top');
select is(content.category_breadcrumb(i.id), null, format('should be null for %s', i.what))
  from (values (-9, 'what is not there'), (null, 'null')) as i (id, what);

select * from finish();
rollback;
