-- Test newsletter._keep_template_version: each change of a template is a version.
begin;
select plan(8);

create temp table person as select test.act_as('author') as id;
select test.travel_to('2030-05-06 07:08Z');
insert into newsletter.newsletter_templates (
    name, template_type, html_template, text_template, default_subject, preheader, variables)
values ('a', 'announcement', '{% extends "base" %}', '{% include "foot" %}', 'S', 'P',
        '[{"name": "x", "type": "text"}]');
select results_eq(
    $$ select v.version, v.name, v.html_template, v.text_template, v.default_subject,
              v.preheader, v.variables, v.parents, v.saved_by, v.saved_at
         from newsletter.newsletter_template_versions as v $$,
    $$ select 1, 'a'::varchar, '{% extends "base" %}', '{% include "foot" %}', 'S'::varchar, 'P',
              '[{"name": "x", "type": "text"}]'::jsonb, '{base,foot}'::text[], id,
              '2030-05-06 07:08Z'::timestamptz from person $$,
    'a new template should be version 1, as it is, by who acts');

update newsletter.newsletter_templates
   set html_template = html_template, description = 'New', is_active = false;
select is(count(*), 1::bigint, 'what is not sent should make no version')
  from newsletter.newsletter_template_versions;

create function pg_temp.newest() returns newsletter.newsletter_template_versions
language sql as $function$
    select v.* from newsletter.newsletter_template_versions as v order by v.version desc limit 1;
$function$;
update newsletter.newsletter_templates set html_template = 'h';
select is((n.version, n.html_template, n.parents)::text, '(2,h,{foot})',
          'changed HTML should make a version')
  from pg_temp.newest() as n;
update newsletter.newsletter_templates set text_template = null;
select is((n.version, n.text_template)::text, '(3,)', 'changed text should')
  from pg_temp.newest() as n;
update newsletter.newsletter_templates set default_subject = 'T', preheader = null;
select is((n.version, n.default_subject, n.preheader)::text, '(4,T,)', 'changed lines should')
  from pg_temp.newest() as n;
update newsletter.newsletter_templates set variables = '[]';
select is((n.version, n.variables)::text, '(5,[])', 'changed variables should')
  from pg_temp.newest() as n;
update newsletter.newsletter_templates set name = 'b';
select is((n.version, n.name)::text, '(6,b)', 'a changed name should') from pg_temp.newest() as n;
select is(html_template, '{% extends "base" %}', 'and what it was should stay as it was')
  from newsletter.newsletter_template_versions where version = 1;

select * from finish();
rollback;
