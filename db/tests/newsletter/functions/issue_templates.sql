-- Test newsletter._issue_templates, _issue_variables: what an issue is made of.
begin;
select plan(9);

insert into newsletter.newsletter_templates (name, template_type, html_template, variables)
values ('base', 'layout', 'old', '[{"name": "colour", "type": "text", "default": "green"},
                                   {"name": "city", "type": "text"}]'),
       ('digest', 'weekly-digest', '{% extends "base" %}',
        '[{"name": "city", "type": "text", "default": "Rome"}]');
create temp table issue as select test.issue('draft') as id;
update newsletter.newsletter_issues set design_template = 'digest';
create function pg_temp.templates() returns text[]
language sql as $function$
    select array_agg(v.name || ' ' || v.version || ' ' || v.html_template order by v.ordinality)
      from newsletter.newsletter_issues as i
     cross join lateral newsletter._issue_templates(i) with ordinality as v;
$function$;
select is(pg_temp.templates(), '{"digest 1 {% extends \"base\" %}","base 1 old"}',
          'should give the template and its layout');
select is(
    newsletter._issue_variables(i),
    '[{"name": "city", "type": "text", "default": "Rome"},
      {"name": "colour", "type": "text", "default": "green"}]',
    'should declare what both do, the template rather than its layout')
  from newsletter.newsletter_issues as i;

select test.act_as('author');
select newsletter.submit(id) from issue;
update newsletter.newsletter_templates set html_template = 'newer' where name = 'base';
select is((pg_temp.templates())[2], 'base 2 newer', 'what is in review should follow the newest');
select test.act_as('editor');
select newsletter.approve(id) from issue;
update newsletter.newsletter_templates set html_template = 'newest';
select is(pg_temp.templates(), '{"digest 1 {% extends \"base\" %}","base 2 newer"}',
          'what is approved should stay as it was approved');
select is(i.template_versions, (select jsonb_object_agg(t.id, case t.name when 'base' then 2
                                                                           else 1 end)
                                  from newsletter.newsletter_templates as t
                                 where t.name in ('base', 'digest')),
          'and the issue should say so')
  from newsletter.newsletter_issues as i;
update newsletter.newsletter_templates set name = 'renamed' where name = 'digest';
select is((pg_temp.templates())[1], 'digest 1 {% extends "base" %}',
          'whatever its template is called now');
select newsletter.return_to_draft(id) from issue;
select is(pg_temp.templates(), '{"renamed 3 newest"}',
          'what goes back to be written should follow the newest again');
select is(template_versions, null, 'and forget what was approved')
  from newsletter.newsletter_issues;
update newsletter.newsletter_issues set design_template = null;
select is(newsletter._issue_variables(i), '[]', 'without a template there should be nothing')
  from newsletter.newsletter_issues as i;

select * from finish();
rollback;
