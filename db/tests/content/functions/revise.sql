-- Test content.revise: changes a draft.
begin;
select plan(20);

create temp table draft as
select s.status, test.content(s.status) as id
  from (values ('draft'), ('approved'), ('rejected'), ('archived'), ('published')) as s (status);
grant select on draft to public;
select throws_ok(
    format($$ set local role %I; select content.revise(gen_random_uuid()) $$, r.name),
    '42501', 'permission denied for function revise', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
reset role;
select throws_ok(
    format($$ select content.revise(%L) $$, id), '28000', null, 'should need a person')
  from draft where status = 'draft';
select test.act_as('analyst');
select throws_like(
    format($$ select content.revise(%L) $$, id), '%lacks the permission content.write',
    'should need the permission content.write')
  from draft where status = 'draft';
select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    format($$ select title, content, summary, excerpt, tags, categories, target_audience::text,
                     tone::text, focus_keyword::text, status::text, word_count
                from content.revise(content_id => %L, title => 'T', content => 'C c.', summary => 'S',
                                    excerpt => 'E', tags => '{a}', categories => '{b}',
                                    target_audience => 'expert', tone => 'calm',
                                    focus_keyword => 'k') $$, id),
    $$ values ('T', 'C c.', 'S', 'E', '{a}'::text[], '{b}'::text[], 'expert', 'calm', 'k', 'draft',
               2) $$, 'should change what is given, score it, and return the row')
  from draft where status = 'draft';
select results_eq(
    format($$ select title, content, summary, tags, tone::text, focus_keyword::text
                from content.revise(%L, excerpt => 'E2') $$, id),
    $$ values ('T', 'C c.', 'S', '{a}'::text[], 'calm', 'k') $$, 'should leave what is not given')
  from draft where status = 'draft';
select is((content.revise(id, title => 'New')).status::text, t.after,
          format('should make %s of %s', t.after, status))
  from draft join (values ('approved', 'review'), ('rejected', 'draft'), ('archived', 'draft'))
                  as t (status, after) using (status);
reset role;
select is(count(*), 5::bigint, 'should keep each text that was replaced')
  from content.content_revisions;
create temp table closed as
select s.status, test.content(s.status) as id
  from (values ('rejected'), ('archived'), ('approved')) as s (status);
select is((content.revise(c.id)).status::text, t.after,
          format('should make %s of %s that stays as it is', t.after, c.status))
  from closed as c join (values ('rejected', 'draft'), ('archived', 'draft'),
                                ('approved', 'approved')) as t (status, after) using (status);
select throws_ok(
    format($$ select content.revise(%L, %s) $$, id, a.arguments), '22023',
    'an article has a title and a text', format('should refuse %s', a.arguments))
  from draft, (values ($$title => ' '$$), ($$content => ''$$)) as a (arguments)
 where status = 'draft';
select throws_ok(
    $$ select content.revise('00000000-0000-0000-0000-000000000000', title => 'x') $$, 'P0002',
    'no generated content 00000000-0000-0000-0000-000000000000', 'should refuse what is not there');
select throws_ok($$ select content.revise(null) $$, 'P0002', null, 'should refuse null');
select throws_ok(
    format($$ select content.revise(%L, title => 'x') $$, id), '55000',
    'the text is published and cannot be changed', 'should refuse what is published')
  from draft where status = 'published';
select is((content.revise(id, title => title || '')).title, 'A draft about water plants',
          'should accept published text that stays as it is')
  from draft join content.generated_content using (id) where draft.status = 'published';

select * from finish();
rollback;
