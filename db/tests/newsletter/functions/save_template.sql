-- Test newsletter.save_template: adds or changes a template.
begin;
select plan(26);

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
                  '[{"name": "city", "type": "text"}]') $$,
    $$ values ('news'::varchar, 'how-to-guide'::varchar, '<p>2</p>', 'two', 'Subject'::varchar,
               'What for', '[{"name": "city", "type": "text"}]'::jsonb) $$,
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
    '22023', null, 'should refuse variables that are no list');
select throws_ok(
    $$ select newsletter.save_template('x', 'announcement', null) $$, '23502', null,
    'should refuse a template without HTML');
select is(count(*), 2::bigint, 'should audit each save')
  from audit.audit_log as l
  join newsletter.newsletter_templates as t on l.record_id = t.id::text and t.name = 'news'
 where l.table_name = 'newsletter.newsletter_templates' and l.changed_by is not null;

-- Versions
select is(array_agg(v.html_template order by v.version), '{<p>1</p>,<p>2</p>}',
          'should keep each version')
  from newsletter.newsletter_template_versions as v where v.name = 'news';
create temp table before as
select t.updated_at, t.xmin::text as transaction
  from newsletter.newsletter_templates as t
 where t.name = 'other';
select newsletter.save_template('other', 'announcement', '<p></p>');
select results_eq(
    $$ select t.updated_at, t.xmin::text from newsletter.newsletter_templates as t
        where t.name = 'other' $$,
    'table before', 'should write nothing when nothing changed');
select is((newsletter.save_template('other', 'announcement', '<p></p>', preheader => 'Look'))
          .preheader, 'Look', 'should keep the preheader');

-- Layouts
select newsletter.save_template('base', 'layout', '{% block body %}{% endblock %}');
select is((newsletter.save_template('child', 'announcement', '{% extends "base" %}')).name,
          'child', 'should let a template extend another');
create function pg_temp.faults(html text, text_template text default null,
                               variables jsonb default '[]', name text default 'x')
returns text
language plpgsql as $function$
declare
    _detail text;
begin
    perform newsletter.save_template(name, 'announcement', html, text_template,
                                     variables => variables);
    return null;
exception when invalid_parameter_value then
    get stacked diagnostics _detail = pg_exception_detail;
    return _detail;
end;
$function$;
select is(
    pg_temp.faults(c.html, c.text_template, c.variables::jsonb, c.name), c.faults,
    'should refuse ' || c.label)
  from (values
            ('x', '{% extends "gone" %}', 'x', '[]',
             'html_template, text_template: there is no template ''gone''', 'a missing layout'),
            ('x', 'x', '{% include "x" %}', '[]',
             'html_template, text_template: extends or includes itself, by way of others perhaps',
             'a template that includes itself'),
            ('base', '{% extends "child" %}', null, '[]',
             'html_template, text_template: extends or includes itself, by way of others perhaps',
             'a cycle of two'),
            ('x', '{% include "/etc/passwd" %}', null, '[]',
             'html_template, text_template: there is no template ''/etc/passwd''', 'a file'),
            ('x', '{% include variables.x %}', null, '[]',
             'html_template, text_template: include has to name one template in quotes: '
             'variables.x', 'an include of what is only known later'),
            ('x', e' \n ', '', '[{"name": "a"}]',
             e'html_template: is blank\ntext_template: is blank\nvariables[0].type: is missing, '
             'not one of text, number, boolean, date, url, list', 'all faults at once'),
            (e'a\nb', 'x', null, '[]', 'name: is not of letters, digits, spaces and . _ -',
             'a name of two lines'),
            (' a', 'x', null, '[]', 'name: is not of letters, digits, spaces and . _ -',
             'a name that begins with a space'),
            ('base', 'fine', null, '[]', null, 'nothing when nothing is wrong')
       ) as c (name, html, text_template, variables, faults, label);
select throws_ok(
    $$ select newsletter.save_template('x', 'announcement', 'x', default_subject => e'a\nb') $$,
    '23514', null, 'should refuse a subject of two lines');
select throws_ok(
    $$ select newsletter.save_template('x', 'announcement', 'x', default_subject => null,
                                       preheader => e'a\rb') $$,
    '23514', null, 'should refuse a preheader of two lines');
select throws_ok(
    $$ select newsletter.save_template('x', 'announcement', repeat('a', 10000000)) $$,
    '23514', null, 'should refuse ten megabytes');

select * from finish();
rollback;
