-- Test ops.set_setting: changes a setting that exists.
begin;
select plan(18);

insert into ops.settings (key, value, description)
values ('test.number', '12', ''), ('test.list', '[1]', ''), ('test.other', '1', '');

set local role aquascene_editor;
select throws_ok(
    $$ select ops.set_setting('test.number', '1') $$, '42501', null, 'an editor may not');
reset role;

select test.travel_to('2030-05-06 07:08Z');
set local role aquascene_admin;
select lives_ok($$ select ops.set_setting('test.number', '13.5') $$, 'an admin may');
select lives_ok(
    $$ select ops.set_setting(key => 'test.list', value => '[]') $$,
    'should take named parameters');
reset role;
select results_eq(
    $$ select key, value, updated_at = ops.now() from ops.settings
        where key like 'test.%' order by key collate "C" $$,
    $$ values ('test.list', '[]'::jsonb, true), ('test.number', '13.5', true),
              ('test.other', '1', false) $$,
    'should change the one it names, and no other');
select results_eq(
    $$ select old_data, new_data from audit.audit_log
        where table_name = 'ops.settings' and record_id = 'test.number' and action = 'update' $$,
    $$ values ('{"value": 12}'::jsonb, '{"value": 13.5}'::jsonb) $$,
    'should tell the audit log');

select throws_ok(
    $$ select ops.set_setting('test.missing', '1') $$, 'P0002', 'no setting ''test.missing''',
    'should refuse a key that is not there');
select throws_ok(
    $$ select ops.set_setting(null, '1') $$, 'P0002', null, 'should refuse null for the key');
select throws_ok(
    format($$ select ops.set_setting('test.number', %L) $$, v.value), '22023',
    format('setting test.number takes a JSON number, not %s', coalesce(v.value, 'null')),
    format('should refuse %s for a number', coalesce(v.value, 'null of SQL')))
  from (values ('"1"'), ('true'), ('null'), ('[1]'), ('{"a": 1}'), (null)) as v (value);
select is(value, '13.5'::jsonb, 'should leave the value when it refuses')
  from ops.settings where key = 'test.number';

-- Intervals
insert into ops.settings (key, value, description) values ('test.interval', '"12 hours"', '');
select lives_ok(
    format($$ select ops.set_setting('test.interval', to_jsonb(%L::text)) $$, v.value),
    format('should take the interval %s', v.value))
  from (values ('1 day 12 hours'), ('0')) as v (value);
select throws_ok(
    $$ select ops.set_setting('test.interval', '"soon"') $$, '22007', null,
    'should refuse what is no interval');
select throws_ok(
    $$ select ops.set_setting('test.interval', '"-1 day"') $$, '22023',
    'setting test.interval takes an interval, not "-1 day"', 'should refuse a negative interval');

select * from finish();
rollback;
