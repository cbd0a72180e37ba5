-- Test ops.settings: columns, keys, checks, the trigger of updated_at.
begin;
select plan(16);

select results_eq(
    $$ select test.columns('ops.settings') $$,
    $$ values ('key text not null'),
              ('value jsonb not null'),
              ('description text not null'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.settings') $$,
    $$ values ('PRIMARY KEY (key)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('ops.settings') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select value from ops.settings $$, 'a reader may read');
select throws_ok(
    $$ update ops.settings set value = '1' $$, '42501', null, 'a reader may not write');
reset role;
set local role aquascene_app;
select throws_ok($$ select from ops.settings $$, '42501', null, 'the public edge may not read');
reset role;

select throws_like(
    format($$ insert into ops.settings values (%L, '1', 'x') $$, k.key),
    '%"settings_key_has_a_domain"%', format('should refuse the key %L', k.key))
  from (values ('threshold'), ('content.'), ('.threshold'), ('Content.threshold'),
               ('content.Threshold'), ('content.1threshold'), ('content.a.b'), ('content.a b'))
       as k (key);
select lives_ok(
    $$ insert into ops.settings values ('test.number_2', '1', 'A number.') $$,
    'should accept a key with domain and name');

select test.travel_to('2030-05-06 07:08Z');
update ops.settings set value = '2' where key = 'test.number_2';
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from ops.settings where key = 'test.number_2';

select * from finish();
rollback;
