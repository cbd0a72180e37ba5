-- Test content.save_generation_template: adds or changes a prompt.
begin;
select plan(13);

select throws_ok(
    $$ select content.save_generation_template('note', 'note', 'system', 'user') $$, '28000', null,
    'should need a person');
select test.act_as('analyst');
select throws_ok(
    $$ select content.save_generation_template('note', 'note', 'system', 'user') $$, '42501', null,
    'should need the permission content.write');

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select name, content_type, system_prompt, user_prompt, description, parameters, is_active
         from content.save_generation_template('note', 'note', 'system', 'user') $$,
    $$ values ('note'::varchar, 'note'::varchar, 'system', 'user', '', '{}'::jsonb, true) $$,
    'should add a prompt');
select results_eq(
    $$ select name, content_type, system_prompt, user_prompt, description, parameters, is_active
         from content.save_generation_template(
                  'note', 'notice', 'system 2', 'user 2', 'What for', '{"tone": "dry"}', false) $$,
    $$ values ('note'::varchar, 'notice'::varchar, 'system 2', 'user 2', 'What for',
               '{"tone": "dry"}'::jsonb, false) $$,
    'should change the one of that name, in every column');
reset role;
select is(count(*), 1::bigint, 'should have one prompt of a name')
  from content.generation_templates where name = 'note';
select is(count(*), 7::bigint, 'should leave the others') from content.generation_templates;
select is(count(*), 2::bigint, 'should audit each save')
  from audit.audit_log as l
 where l.table_name = 'content.generation_templates' and l.record_id = 'note'
   and l.changed_by is not null;

select throws_ok(
    format($$ select content.save_generation_template(%L, %L, %L, 'user', parameters => %L) $$,
           t.name, t.kind, t.prompt, t.parameters),
    t.state, null, format('should refuse %s', t.what))
  from (values ('a name with a space', 'a b', 'note', 'system', '{}', '23514'),
               ('a blank prompt', 'x', 'note', ' ', '{}', '23514'),
               ('parameters that are no object', 'x', 'note', 'system', '[]', '23514'),
               ('no prompt', 'x', 'note', null, '{}', '23502'),
               ('no parameters', 'x', 'note', 'system', null, '23502'),
               ('a content_type that is too long', 'x', repeat('x', 51), 'system', '{}', '22001')
       ) as t (what, name, kind, prompt, parameters, state);

select * from finish();
rollback;
