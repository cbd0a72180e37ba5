-- Test newsletter.update_issue: changes a draft.
begin;
select plan(14);

create temp table issue as
select test.issue('draft') as id, test.issue('review') as review, test.issue('draft') as other;
create temp table made as
select test.content('published') as article, test.content('draft') as draft;
grant select on issue, made to public;

select throws_ok(
    format($$ select newsletter.update_issue(%L) $$, id), '28000', null, 'should need a person')
  from issue;
select test.act_as('analyst');
select throws_ok(
    format($$ select newsletter.update_issue(%L) $$, id), '42501', null,
    'should need the permission newsletter.write')
  from issue;

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select u.subject_line, u.preview_text, u.content_ids, u.personalization_data, u.is_public
         from issue, made, newsletter.update_issue(issue.id, 'S', 'P', array[article],
                                                   '{"a": 1}', false) as u $$,
    $$ select 'S', 'P', array[article], '{"a": 1}'::jsonb, false from made $$,
    'should change everything');
select results_eq(
    $$ select u.subject_line, u.preview_text, u.content_ids, u.personalization_data, u.is_public
         from issue, newsletter.update_issue(issue.id) as u $$,
    $$ select 'S', 'P', array[article], '{"a": 1}'::jsonb, false from made $$,
    'should leave what is not given');
reset role;
select is(subject_line, 'News of the week', 'should change no other')
  from newsletter.newsletter_issues where id = (select other from issue);
select is(count(*), 1::bigint, 'should be audited')
  from audit.audit_log as l join issue on l.record_id = issue.id::text
 where l.action = 'update' and l.changed_by is not null;

select throws_ok(
    format($$ select newsletter.update_issue(%L) $$, review), '55000', null,
    'should refuse what is not a draft')
  from issue;
select throws_ok(
    $$ select newsletter.update_issue(gen_random_uuid()) $$, 'P0002', null,
    'should refuse an issue that is not there');
select throws_ok(
    $$ select newsletter.update_issue(null) $$, 'P0002', null, 'should refuse null');
select throws_ok(
    format($$ select newsletter.update_issue(%L, content_ids => array[%L::uuid]) $$, id, draft),
    '22023', 'neither published nor scheduled: ' || draft,
    'should name the article that is not published')
  from issue, made;
select throws_ok(
    format($$ select newsletter.update_issue(%L, content_ids => '{}') $$, id), '22023', null,
    'should refuse no articles')
  from issue;
select throws_ok(
    format($$ select newsletter.update_issue(%L, %s) $$, id, c.argument), '23514', null,
    'should refuse ' || c.argument)
  from issue, (values ('subject_line => e''a\r\nBcc: b@example.com'''),
                      ('preview_text => e''a\tb'''),
                      ('personalization_data => ''[]''')) as c (argument);

select * from finish();
rollback;
