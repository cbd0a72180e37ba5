-- Test content.archive: published → archived.
begin;
select plan(9);

create temp table draft as select test.content('published') as id, test.content('draft') as other;
grant select on draft to public;
select throws_ok(
    format($$ set local role %I; select content.archive(gen_random_uuid()) $$, r.name),
    '42501', 'permission denied for function archive', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
reset role;
select throws_ok(
    format($$ select content.archive(%L) $$, id), '28000', null, 'should need a person')
  from draft;
select test.act_as('author');
select throws_like(
    format($$ select content.archive(%L) $$, id), '%lacks the permission content.publish',
    'should need the permission content.publish')
  from draft;
select test.act_as('editor');
set local role aquascene_editor;
select is((content.archive(content_id => id)).status::text, 'archived', 'should return the row') from draft;
reset role;
select is(c.status::text, 'archived', 'should write it down')
  from draft as d join content.generated_content as c using (id);
select throws_ok(
    format($$ select content.archive(%L) $$, other), '55000', null, 'should refuse a draft')
  from draft;
select throws_ok(
    $$ select content.archive(gen_random_uuid()) $$, 'P0002', null,
    'should refuse what is not there');

select * from finish();
rollback;
