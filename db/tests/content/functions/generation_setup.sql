-- Test content.generation_setup: how drafts are generated now.
begin;
select plan(25);

select volatility_is(
    'content', 'generation_setup', array['text', 'text'], 'stable', 'should be stable');
select throws_ok(
    $$ set local role aquascene_app; select content.generation_setup() $$, '42501', null,
    'aquascene_app may not execute it');
select is(
    content.generation_setup(), '{"generator": "extractive"}',
    'should be extractive until somebody changes it');
select throws_ok(
    $$ select content.generation_setup(generator => 'chat') $$, '55000',
    'the setting generation.model is empty', 'should need a model');

create temp table wanted (key text, value jsonb);
insert into wanted
values ('generator', '"chat"'), ('endpoint', '"https://llm.example.com/v1"'),
       ('model', '"tiny"'), ('timeout', '"1 minute 0.5 seconds"'), ('deadline', '"3 minutes"'),
       ('max_retries', '2'), ('max_source_characters', '500'),
       ('price_per_million_input', '2.5'), ('price_per_million_output', '10');
select test.act_as('admin');
select ops.set_setting('generation.' || key, value) from wanted;

set local role aquascene_worker;
select is(
    content.generation_setup() - 'template',
    '{"generator": "chat", "endpoint": "https://llm.example.com/v1", "model": "tiny",
      "timeout": 60.5, "deadline": 180, "max_retries": 2, "max_source_characters": 500,
      "price_per_million_input": 2.5, "price_per_million_output": 10}'::jsonb,
    'should give each setting, times in seconds');
select is(
    content.generation_setup() -> 'template', to_jsonb(t),
    'should give the prompt that the setting names')
  from content.generation_templates as t where t.name = 'newsletter_article';
select is(
    content.generation_setup('digest') -> 'template', to_jsonb(t),
    'should give the prompt that is asked for')
  from content.generation_templates as t where t.name = 'digest';
select is(
    content.generation_setup('no such thing', 'extractive'), '{"generator": "extractive"}',
    'should need no prompt for extractive');
reset role;

select throws_ok(
    format('select content.generation_setup(generator => %L)', g.name), '22023', null,
    format('should refuse the generator %L', g.name))
  from (values ('magic'), (''), ('Chat')) as g (name);
select throws_ok(
    format('select content.generation_setup(%L)', t.name), 'P0002', null,
    format('should refuse the template %L', t.name))
  from (values ('poem'), (''), ('DIGEST')) as t (name);
update content.generation_templates set is_active = false where name = 'digest';
select throws_ok(
    $$ select content.generation_setup('digest') $$, '55000',
    'generation template digest is not active', 'should refuse a template that is not active');

select ops.set_setting('generation.model', '" "');
select throws_ok(
    $$ select content.generation_setup() $$, '55000', 'the setting generation.model is empty',
    'should refuse a blank model');
select ops.set_setting('generation.model', '"tiny"');
create function pg_temp.with_endpoint(endpoint text) returns jsonb
language plpgsql as $function$
begin
    perform ops.set_setting('generation.endpoint', to_jsonb(with_endpoint.endpoint));
    return content.generation_setup();
end;
$function$;
select throws_ok(
    format('select pg_temp.with_endpoint(%L)', e.address), '55000',
    'the setting generation.endpoint is ' || e.complaint, format('should refuse %L', e.address))
  from (values ('', 'empty'), (' ', 'empty'), ('llm.example.com', 'no http address'),
               ('ftp://llm.example.com', 'no http address'), ('https://', 'no http address'),
               ('https:///v1', 'no http address'), (' https://x', 'no http address')
       ) as e (address, complaint);
select is(
    pg_temp.with_endpoint('http://localhost:8080') ->> 'endpoint', 'http://localhost:8080',
    'should take a server on this machine');
select is(
    obj_description('content.generation_setup(text,text)'::regprocedure) ~ 'No key is in it', true,
    'should say that it knows no key');

select * from finish();
rollback;
