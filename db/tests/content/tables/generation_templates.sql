-- Test content.generation_templates: columns, keys, checks, triggers, and the prompts in it.
begin;
select plan(27);

select results_eq(
    $$ select test.columns('content.generation_templates') $$,
    $$ values ('name character varying(100) not null'),
              ('content_type character varying(50) not null'),
              ('description text not null default ''''::text'),
              ('system_prompt text not null'),
              ('user_prompt text not null'),
              ('parameters jsonb not null default ''{}''::jsonb'),
              ('is_active boolean not null default true'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.generation_templates') $$,
    $$ values ('PRIMARY KEY (name)') $$,
    'should have this key');
select is_empty(
    $$ select test.indexes('content.generation_templates') $$,
    'should have no index beside its key');

-- The prompts it comes with
select results_eq(
    $$ select name::text, content_type::text, is_active
         from content.generation_templates order by name $$,
    $$ values ('community_showcase', 'community_showcase', true), ('digest', 'digest', true),
              ('how_to_guide', 'how_to_guide', true),
              ('instagram_caption', 'instagram_caption', true),
              ('newsletter_article', 'newsletter_article', true),
              ('product_review', 'product_review', true) $$,
    'should come with a prompt for each kind');
select is_empty(
    $$ select name from content.generation_templates
        where user_prompt !~ '\{\{ source\.quoted \}\}'
           or user_prompt !~ '\{\{ language \}\}'
           or user_prompt !~ '\{\{ parameters\.max_words \}\}'
           or system_prompt !~ '\{\{ parameters\.tone \}\}'
           or not parameters ?& array['max_words', 'tone', 'target_audience']
           or description = '' $$,
    'each should quote its sources, and say language, length, tone and readers');

set local role aquascene_reader;
select lives_ok($$ select name from content.generation_templates $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update content.generation_templates set description = '' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from content.generation_templates $$,
    '42501', null, 'the public edge may not read');

insert into content.generation_templates (name, content_type, system_prompt, user_prompt)
values ('mine', 'note', 'system', 'user');
select throws_like(
    format($$ update content.generation_templates set %I = %L where name = 'mine' $$,
           c.column_name, c.value),
    format('%%"generation_templates_%s"%%', c.check_name),
    format('should refuse %s %s', c.column_name, c.value))
  from (values
            ('name_is_an_identifier', 'name', ''),
            ('name_is_an_identifier', 'name', 'With space'),
            ('name_is_an_identifier', 'name', E'line\n'),
            ('content_type_is_not_blank', 'content_type', ' '),
            ('prompts_are_not_blank', 'system_prompt', ' '),
            ('prompts_are_not_blank', 'user_prompt', ''),
            ('parameters_is_an_object', 'parameters', '[]'),
            ('parameters_have_their_types', 'parameters', '{"max_words": "12"}'),
            ('parameters_have_their_types', 'parameters', '{"temperature": null}'),
            ('parameters_have_their_types', 'parameters', '{"tone": 1}'),
            ('parameters_fit_a_draft', 'parameters',
             format('{"tone": "%s"}', repeat('x', 31))),
            ('parameters_fit_a_draft', 'parameters',
             format('{"target_audience": "%s"}', repeat('x', 51)))
       ) as c (check_name, column_name, value);
select lives_ok(
    format($$ update content.generation_templates set parameters = %L where name = 'mine' $$,
           p.parameters),
    format('should accept parameters of %s characters', length(p.parameters)))
  from (values ('{"max_words": 1, "max_characters": 1, "max_tokens": 1, "temperature": 0.5,
                  "mine": []}'),
               (format('{"tone": "%s", "target_audience": "%s"}', repeat('x', 30),
                       repeat('x', 50)))) as p (parameters);

select test.travel_to('2030-05-06 07:08Z');
update content.generation_templates set description = 'Notes' where name = 'mine';
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from content.generation_templates where name = 'mine';
delete from content.generation_templates where name = 'mine';
select results_eq(
    $$ select action, old_data ->> 'description', new_data ->> 'description'
         from audit.audit_log
        where table_name = 'content.generation_templates' and record_id = 'mine'
          and (action <> 'update' or new_data ? 'description')
        order by action collate "C" $$,
    $$ values ('delete', 'Notes', null), ('insert', null, ''), ('update', '', 'Notes') $$,
    'should audit each change');
select is_empty(
    $$ select from content.generation_templates where name = 'mine' $$, 'should let it go');

select * from finish();
rollback;
