-- Test newsletter.newsletter_templates: columns, keys, checks, the triggers.
begin;
select plan(22);

select results_eq(
    $$ select test.columns('newsletter.newsletter_templates') $$,
    $$ values ('id integer not null default '
               'nextval(''newsletter.newsletter_templates_id_seq''::regclass)'),
              ('name character varying(100) not null'),
              ('description text'),
              ('template_type character varying(50) not null'),
              ('html_template text not null'),
              ('text_template text'),
              ('default_subject character varying(255)'),
              ('variables jsonb not null default ''[]''::jsonb'),
              ('is_active boolean not null default true'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()'),
              ('preheader text') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_templates') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (name)') $$,
    'should have these keys');
select is_empty(
    $$ select test.indexes('newsletter.newsletter_templates') $$,
    'should have no index beside its keys');

set local role aquascene_reader;
select lives_ok(
    $$ select name from newsletter.newsletter_templates $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update newsletter.newsletter_templates set name = '' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.newsletter_templates $$,
    '42501', null, 'the public edge may not read');

insert into newsletter.newsletter_templates (id, name, template_type, html_template)
values (-1, 'first', 'weekly-digest', '');
select lives_ok(
    format($$ update newsletter.newsletter_templates set template_type = %L $$, k.kind),
    format('should accept a template for %s', k.kind))
  from (values ('announcement'), ('how-to-guide'), ('community-showcase'), ('layout'),
               ('weekly-digest')) as k (kind);
select throws_like(
    format($$ update newsletter.newsletter_templates set %I = %L $$, c.column_name, c.value),
    format('%%"newsletter_templates_%s"%%', c.check_name),
    format('should refuse %s %L', c.column_name, c.value))
  from (values
            ('type_is_known', 'template_type', 'daily'),
            ('variables_is_a_list', 'variables', '{}'),
            ('default_subject_is_a_line', 'default_subject', e'a\nBcc: b@example.com'),
            ('preheader_is_a_line', 'preheader', e'a\u2028b')
       ) as c (check_name, column_name, value);

select test.travel_to('2030-05-06 07:08Z');
update newsletter.newsletter_templates set html_template = 'Hello';
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from newsletter.newsletter_templates where id = -1;
delete from newsletter.newsletter_templates where id = -1;
select results_eq(
    $$ select action, old_data ->> 'html_template', new_data ->> 'html_template'
         from audit.audit_log
        where table_name = 'newsletter.newsletter_templates' and record_id = '-1'
          and (action <> 'update' or new_data ? 'html_template')
        order by action collate "C" $$,
    $$ values ('delete', 'Hello', null), ('insert', null, ''), ('update', '', 'Hello') $$,
    'should audit each change');

insert into newsletter.newsletter_templates (name, template_type, html_template)
values ('large', 'weekly-digest', '');
select throws_like(
    format($$ update newsletter.newsletter_templates set %I = repeat('ü', 250001) $$, c.name),
    '%"newsletter_templates_are_no_larger_than_half_a_megabyte"%',
    format('should refuse a huge %s', c.name))
  from (values ('html_template'), ('text_template')) as c (name);
select lives_ok(
    $$ update newsletter.newsletter_templates set html_template = repeat('ü', 250000) $$,
    'should accept half a megabyte');

select * from finish();
rollback;
