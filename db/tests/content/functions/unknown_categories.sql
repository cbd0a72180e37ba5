-- Test content.unknown_categories: what nobody can find content by.
begin;
select plan(6);

insert into content.content_categories (name, slug, is_active)
values ('Plants', 'plants', true), ('Old', 'old', false);
create temp table draft as select test.content() as id, test.content() as good;
update content.generated_content as c set categories = '{zzz,plants,old,NULL,Plants,zzz,""}'
  from draft where c.id = draft.id;
update content.generated_content as c set categories = '{plants}'
  from draft where c.id = draft.good;
grant select on draft to public;

select throws_ok(
    $$ set local role aquascene_app; select content.unknown_categories(null) $$, '42501',
    'permission denied for function unknown_categories', 'the public edge may not execute it');
set local role aquascene_reader;
select results_eq(
    $$ select u.* from draft, content.unknown_categories(content_id => id) as u $$,
    $$ values ('zzz'), ('old'), ('Plants'), ('') $$,
    'should list what is not there or not active, each once, in its order');
select is_empty(
    $$ select u.* from draft, content.unknown_categories(good) as u $$,
    'should list nothing when all are known');
reset role;
update content.generated_content set categories = null;
select is_empty(
    $$ select u.* from draft, content.unknown_categories(id) as u $$,
    'should list nothing when there is none');
select is_empty(
    format('select * from content.unknown_categories(%s)', i.id),
    format('should list nothing for %s', i.id))
  from (values ('gen_random_uuid()'), ('null')) as i (id);

select * from finish();
rollback;
