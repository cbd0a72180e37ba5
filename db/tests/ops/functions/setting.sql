-- Test ops.setting: reads a setting.
begin;
select plan(8);

insert into ops.settings (key, value, description)
values ('test.number', '12', ''), ('test.text', '"12"', ''), ('test.none', 'null', '');

select volatility_is('ops', 'setting', array['text'], 'stable', 'should be stable');
set local role aquascene_app;
select throws_ok(
    $$ select ops.setting('test.number') $$, '42501', null, 'the public edge may not');
reset role;

set local role aquascene_reader;
select is(ops.setting('test.number'), '12'::jsonb, 'should return a number');
select is(ops.setting('test.text'), '"12"'::jsonb, 'should return a text as JSON');
select is(ops.setting('test.none'), 'null'::jsonb, 'should return the null of JSON');
select throws_ok(
    $$ select ops.setting('test.missing') $$, 'P0002', 'no setting ''test.missing''',
    'should refuse a key that is not there');
select throws_ok(
    $$ select ops.setting(null) $$, 'P0002', 'no setting NULL', 'should refuse null');
select throws_ok(
    $$ select ops.setting('TEST.number') $$, 'P0002', null, 'should tell capitals apart');
reset role;

select * from finish();
rollback;
