-- Test newsletter.save_template: adds or changes a template.
begin;
select plan(10);

select throws_ok(
    $$ select newsletter.save_template('news', 'announcement', '<p>1</p>') $$, '28000', null,
    'should need a person');
select test.act_as('analyst');
select throws_ok(
    $$ select newsletter.save_template('news', 'announcement', '<p>1</p>') $$, '42501', null,
    'should need the permission newsletter.write');

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select name, template_type, html_template, text_template, default_subject, description,
              variables
         from newsletter.save_template('news', 'announcement', '<p>1</p>') $$,
    $$ values ('news'::varchar, 'announcement'::varchar, '<p>1</p>', null::text, null::varchar,
               null::text, '[]'::jsonb) $$,
    'should add a template');
select results_eq(
    $$ select name, template_type, html_template, text_template, default_subject, description,
              variables
         from newsletter.save_template(
                  'news', 'how-to-guide', '<p>2</p>', 'two', 'Subject', 'What for',
                  '[{"name": "city"}]') $$,
    $$ values ('news'::varchar, 'how-to-guide'::varchar, '<p>2</p>', 'two', 'Subject'::varchar,
               'What for', '[{"name": "city"}]'::jsonb) $$,
    'should change the one of that name, in every column');
reset role;
select is(count(*), 1::bigint, 'should have one template of a name')
  from newsletter.newsletter_templates where name = 'news';
select isnt(
    (newsletter.save_template('other', 'announcement', '<p></p>')).id,
    (select id from newsletter.newsletter_templates where name = 'news'),
    'should make another for another name');

select throws_ok(
    $$ select newsletter.save_template('x', 'poem', '<p></p>') $$, '23514', null,
    'should refuse a type that does not exist');
select throws_ok(
    $$ select newsletter.save_template('x', 'announcement', '<p></p>', variables => '{}') $$,
    '23514', null, 'should refuse variables that are no list');
select throws_ok(
    $$ select newsletter.save_template('x', 'announcement', null) $$, '23502', null,
    'should refuse a template without HTML');
select is(count(*), 2::bigint, 'should audit each save')
  from audit.audit_log as l
  join newsletter.newsletter_templates as t on l.record_id = t.id::text and t.name = 'news'
 where l.table_name = 'newsletter.newsletter_templates' and l.changed_by is not null;

select * from finish();
rollback;
