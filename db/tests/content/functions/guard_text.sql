-- Test content._guard_text: what was approved is what is published.
begin;
select plan(26);

select throws_ok(
    $$ set local role aquascene_editor; select content._guard_text() $$, '42501', null,
    'nobody executes it but a trigger');
reset role;
create temp table draft as
select s.status, s.after, test.content(s.status) as id
  from (values ('draft', 'draft'), ('review', 'review'), ('needs_revision', 'needs_revision'),
               ('approved', 'review'), ('scheduled', 'review'), ('cancelled', 'review'),
               ('rejected', 'draft'), ('archived', 'draft')) as s (status, after);
create temp table person as select test.admin() as id;
update content.generated_content set approved_by = (select id from person), approved_at = now();

update content.generated_content as c set title = c.title, tone = 'friendly', tags = '{a}'
  from draft as d where c.id = d.id;
select is(c.status::text, d.status, format('should leave %s when its text stays', d.status))
  from draft as d join content.generated_content as c using (id);
update content.generated_content as c set content = 'Another text.'
  from draft as d where c.id = d.id;
select is(c.status::text, d.after,
          format('should make %s of %s when its text is changed', d.after, d.status))
  from draft as d join content.generated_content as c using (id);
select is(bool_and(c.approved_by is null and c.approved_at is null), true,
          'should take an approval back')
  from draft as d join content.generated_content as c using (id)
 where d.status in ('approved', 'scheduled', 'cancelled', 'rejected', 'archived');

create temp table published as select test.content('published') as id;
select throws_ok(
    format('update content.generated_content set %s where id = %L', a.assignment, p.id), '55000',
    'the text is published and cannot be changed', format('should refuse %s', a.assignment))
  from published as p, (values ('title = ''x'''), ('content = ''x'''), ('summary = ''x'''),
                               ('excerpt = ''x''')) as a (assignment);
select lives_ok(
    format($$ update content.generated_content set title = title, tags = '{b}' where id = %L $$, id),
    'should let what is no text be changed')
  from published;
select throws_like(
    format($$ update content.generated_content set title = 'x' where id = %L $$, id),
    '%cannot be changed%', 'should refuse it to the owner, too')
  from published;
select is(c.status::text, 'published', 'should leave it published')
  from published join content.generated_content as c using (id);
select is(count(*), 0::bigint, 'should keep no revision of what is refused')
  from content.content_revisions as r join published as p on p.id = r.content_id;

select * from finish();
rollback;
