-- Test newsletter._template_parents, _template_closure: what templates extend and include.
begin;
select plan(18);

select is(
    array(select p.name from newsletter._template_parents(array[c.source]) as p
           where p.name is not null order by 1),
    c.expected, c.source)
  from (values
            ('{% extends "base" %}', '{base}'::text[]),
            ($$ {%- extends 'base' -%} {%+ include "a b" ignore missing %} $$, '{a b,base}'),
            ('{% import "m" as m %}{% from "n" import x with context %}', '{m,n}'),
            ('{% include "a" %} {% include "a" %}', '{a}'),
            ('{# {% include "no" %} #}{% include "yes" %}', '{yes}'),
            (e'{# a\n{% include "no" %}\n#}', '{}'),
            ('{% includes "x" %} include "y" {{ "z" }}', '{}'),
            ('', '{}'),
            (null, '{}')
       ) as c (source, expected);
select results_eq(
    format($$ select p.name, p.fault is not null
                from newsletter._template_parents(array[%L]) as p $$, c.source),
    $$ values (null::text, true) $$, 'should find a fault in ' || c.source)
  from (values ('{% include name %}'), ('{% extends ["a", "b"] %}'),
               ('{% include "a" if b else "c" %}'), ('{% include "a" ~ b %}'),
               ('{% extends %}')) as c (source);

insert into newsletter.newsletter_templates (name, template_type, html_template, text_template)
values ('base', 'layout', 'b', null),
       ('mid', 'layout', '{% extends "base" %}', null),
       ('top', 'announcement', '{% extends "mid" %}', '{% include "gone" %}');
create temp table ids as select t.name::text, t.id from newsletter.newsletter_templates as t;
select results_eq(
    $$ select c.name, c.template_id, c.version
         from newsletter._template_closure('{top}') as c order by c.name $$,
    $$ select n.name, i.id, case when i.id is not null then 1 end
         from unnest('{base,gone,mid,top}'::text[]) as n (name)
         left join ids as i on i.name = n.name order by 1 $$,
    'should follow from template to template, and tell which is missing');
update newsletter.newsletter_templates set html_template = '{% extends "top" %}'
 where name = 'base';
select is(
    (select array_agg(c.name || coalesce(c.version, 0) order by c.name)
       from newsletter._template_closure('{mid}') as c),
    '{base2,gone0,mid1,top1}', 'should give the newest version, and end when there is a cycle');
select is_empty($$ select from newsletter._template_closure('{}') $$, 'none should use none');
select is_empty($$ select from newsletter._template_closure(null) $$, 'null should use none');

select * from finish();
rollback;
