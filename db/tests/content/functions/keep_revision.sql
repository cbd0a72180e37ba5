-- Test content._keep_revision: the text that was replaced.
begin;
select plan(11);

select test.travel_to('2031-01-01 10:00Z');
create temp table draft as
select test.content('draft', 'One', 'First text.') as id, test.content() as other;
create temp table person as select test.admin('author') as id;

select throws_ok(
    $$ set local role aquascene_worker; select content._keep_revision() $$, '42501', null,
    'a worker may not execute it');
select is_empty($$ select * from content.content_revisions $$, 'a new draft should have none');

update content.generated_content set title = 'Two' where id = (select id from draft);
select results_eq(
    $$ select r.revision, r.title, r.content, r.summary, r.excerpt, r.status::text, r.changed_by,
              r.changed_at
         from content.content_revisions as r where r.content_id = (select id from draft) $$,
    $$ values (1, 'One', 'First text.', null::text, null::text, 'draft', null::uuid,
               '2031-01-01 10:00Z'::timestamptz) $$,
    'should keep the text as it was, when nobody acts');

select admin.act_as(id) from person;
select test.travel_to('2031-01-02 10:00Z');
update content.generated_content
   set content = 'Second text.', summary = 'S', excerpt = 'E', status = 'review'
 where id = (select id from draft);
select results_eq(
    $$ select r.title, r.content, r.summary, r.excerpt, r.status::text, r.changed_by, r.changed_at
         from content.content_revisions as r
        where r.content_id = (select id from draft) and r.revision = 2 $$,
    $$ select 'Two', 'First text.', null::text, null::text, 'draft', id,
              '2031-01-02 10:00Z'::timestamptz from person $$,
    'should keep the status it had, and note who replaced it when');
update content.generated_content set summary = 'S2' where id = (select id from draft);
update content.generated_content set excerpt = 'E2' where id = (select id from draft);
update content.generated_content set excerpt = null where id = (select id from draft);
select results_eq(
    $$ select r.revision, r.title, r.content, r.summary, r.excerpt, r.status::text
         from content.content_revisions as r
        where r.content_id = (select id from draft) and r.revision > 2 order by r.revision $$,
    $$ values (3, 'Two', 'Second text.', 'S', 'E', 'review'),
              (4, 'Two', 'Second text.', 'S2', 'E', 'review'),
              (5, 'Two', 'Second text.', 'S2', 'E2', 'review') $$,
    'should keep a change of summary and of excerpt');

select lives_ok(
    format('update content.generated_content set %s where id = %L', a.assignment, d.id),
    format('may write %s', a.assignment))
  from draft as d, (values ('title = title, content = content, summary = summary'),
                           ('tags = ''{moss}'', language = ''de'''),
                           ('status = ''approved''')) as a (assignment);
select is(count(*), 5::bigint, 'should keep nothing when the text stays as it is')
  from content.content_revisions;

update content.generated_content set title = title || '!';
select results_eq(
    $$ select r.revision, r.title from content.content_revisions as r
        where r.content_id = (select other from draft) $$,
    $$ values (1, 'A draft about water plants') $$, 'should count for each draft alone');
select is(max(revision), 6, 'should go on counting for the other')
  from content.content_revisions where content_id = (select id from draft);

select * from finish();
rollback;
