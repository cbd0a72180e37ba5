-- Test content.restore: an old text again.
begin;
select plan(17);

create temp table draft as
select test.content('draft', 'One', 'First text.') as id, test.content() as other;
grant select on draft to public;
update content.generated_content as c
   set summary = 'S', excerpt = 'E', tags = '{a}' from draft as d where c.id = d.id;
update content.generated_content as c
   set title = 'Two', content = 'Second text, which is longer.', summary = null, excerpt = null,
       tags = '{b}', status = 'review' from draft as d where c.id = d.id;

select throws_ok(
    format('set local role %I; select content.restore(gen_random_uuid(), 1)', r.name),
    '42501', 'permission denied for function restore', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format('select content.restore(%L, 1)', id), '28000', null, 'should need a person')
  from draft;
select test.act_as('analyst');
select throws_like(
    format('select content.restore(%L, 1)', id), 'user-% lacks the permission content.write',
    'should need the permission content.write')
  from draft;

create temp table person as select test.act_as('author') as id;
set local role aquascene_editor;
select results_eq(
    $$ select r.id, r.title, r.content, r.summary, r.excerpt, r.tags, r.word_count
         from draft, content.restore(content_id => draft.id, revision => 2) as r $$,
    $$ select id, 'One', 'First text.', 'S', 'E', '{b}'::text[], 2 from draft $$,
    'should return the row with the old text, and leave what is no text');
reset role;
select is(c.content, 'First text.', 'should write it down')
  from content.generated_content as c join draft using (id);
select results_eq(
    $$ select r.revision, r.title, r.content, r.changed_by
         from content.content_revisions as r join draft on r.content_id = draft.id
        order by r.revision desc limit 1 $$,
    $$ select 3, 'Two', 'Second text, which is longer.', id from person $$,
    'should keep the text that it replaced');

select lives_ok(
    format('select content.restore(%L, %s)', id, r.revision),
    format('may restore %s, which is the present text', r.what))
  from draft, (values (2, 'the version before'), (4, 'the present version')) as r (revision, what);
select test.travel_to('2040-01-01Z');
select is((content.restore(id, 2)).updated_at, c.updated_at, 'should write nothing either')
  from draft join content.generated_content as c using (id);
select is(count(*), 3::bigint, 'should keep nothing when nothing changes')
  from content.content_revisions as r join draft on r.content_id = draft.id;
select is((content.restore(id, 3)).title, 'Two', 'should take a restoration back') from draft;

select throws_ok(
    format('select content.restore(%L, %s)', p.content_id, p.revision), p.error, null,
    format('should refuse %s', p.what))
  from draft as d
 cross join lateral (values (d.id, '0', 'P0002', 'a revision that is not there'),
                            (d.id, '99', 'P0002', 'a revision to come'),
                            (gen_random_uuid(), '1', 'P0002', 'content that is not there'),
                            (d.id, 'null', '22023', 'null')) as p (content_id, revision, error,
                                                                   what);

select * from finish();
rollback;
