-- Test audit._watch and its triggers: every change of a table is written down.
begin;
select plan(13);

set local role aquascene_admin;
select throws_ok(
    $$ select audit.record_inserts() $$, '42501', null, 'nobody executes it but a trigger');
reset role;

create temp table things (
    name text, place integer, note text, password text, token text, seen integer,
    is_done boolean, updated_at timestamptz default '2020-01-01Z');
select audit._watch('things', 'name,place', 'password,token', 'seen');
grant insert, update, delete, select on things to aquascene_app;

create temp view entries as
select action, record_id, old_data, new_data
  from audit.audit_log where table_name like 'pg\_temp%.things';

-- Nobody acts
set local role aquascene_app;
insert into things values ('one', 1, 'a', 'first-secret', null, 0, false);
reset role;
select results_eq(
    $$ select * from entries $$,
    $$ values ('insert', 'one,1', null::jsonb,
               '{"name": "one", "place": 1, "note": "a", "password": "(secret)", "token": null,
                 "seen": 0, "is_done": false}'::jsonb - 'seen') $$,
    'should write the row inserted, for whoever writes');
select results_eq(
    $$ select changed_by, ip_address, user_agent, changed_at
         from audit.audit_log where record_id = 'one,1' $$,
    $$ values (null::uuid, null::inet, null::text, now()) $$,
    'should name nobody when nobody acts');
select is(
    table_name, (select relnamespace::regnamespace || '.things' from pg_class
                  where oid = 'things'::regclass), 'should name the table with its schema')
  from audit.audit_log where record_id = 'one,1';

-- Somebody acts
select test.travel_to('2045-06-15 12:00Z');
create temp table people as select test.admin('editor', 'jo') as id;
select admin.act_as(id, '192.0.2.7', 'agent/1.0') from people;
delete from audit.audit_log;
update things set note = 'b', place = 2, is_done = null;
select results_eq(
    $$ select * from entries $$,
    $$ values ('update', 'one,2',
               '{"note": "a", "place": 1, "is_done": false}'::jsonb,
               '{"note": "b", "place": 2, "is_done": null}'::jsonb) $$,
    'should write only the columns that changed');
select results_eq(
    $$ select changed_by, ip_address, user_agent, changed_at from audit.audit_log $$,
    $$ select id, '192.0.2.7'::inet, 'agent/1.0', '2045-06-15 12:00Z'::timestamptz
         from people $$,
    'should name who acts, from where, with what, and when');

delete from audit.audit_log;
update things set note = 'b';
update things set updated_at = now();
update things set seen = 5;
select is_empty($$ select * from audit.audit_log $$, 'should write nothing when nothing changed');
update things set note = null, seen = 6;
select results_eq(
    $$ select * from entries $$,
    $$ values ('update', 'one,2', '{"note": "b"}'::jsonb, '{"note": null}'::jsonb) $$,
    'should leave out the columns to leave out, beside one that changed');

delete from audit.audit_log;
update things set password = 'second-secret', token = 'third-secret';
update things set password = null, note = 'c';
select results_eq(
    $$ select * from entries order by old_data ? 'token' desc $$,
    $$ values ('update', 'one,2', '{"password": "(secret)", "token": null}'::jsonb,
               '{"password": "(secret)", "token": "(secret)"}'::jsonb),
              ('update', 'one,2', '{"password": "(secret)", "note": null}',
               '{"password": null, "note": "c"}') $$,
    'should tell that a secret came, changed or went');

delete from audit.audit_log;
delete from things;
select results_eq(
    $$ select * from entries $$,
    $$ values ('delete', 'one,2',
               '{"name": "one", "place": 2, "note": "c", "password": null,
                 "token": "(secret)", "is_done": null}'::jsonb, null::jsonb) $$,
    'should write the row deleted');

-- No secret, whatever is done to the row
delete from audit.audit_log;
insert into things (name, place, password, token) values ('two', 2, 'top-secret-1', 'top-secret-2');
update things set password = 'top-secret-3', token = 'top-secret-4', note = 'd';
update things set password = null, place = 3;
delete from things;
select is(count(*), 4::bigint, 'should have written four entries') from entries;
select is_empty(
    $$ select * from audit.audit_log as a where a::text like '%top-secret%' $$,
    'should never write a secret, neither the old one nor the new one');

-- Many rows
insert into things (name, place) select 'many', n from generate_series(1, 3) as n;
select results_eq(
    $$ select record_id from entries where record_id like 'many,%' order by record_id $$,
    $$ values ('many,1'), ('many,2'), ('many,3') $$, 'should write an entry for each row');

select * from finish();
rollback;
