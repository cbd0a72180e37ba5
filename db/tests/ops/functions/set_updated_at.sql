-- Test ops.set_updated_at: the trigger function of every updated_at.
begin;
select plan(3);

select function_returns('ops', 'set_updated_at', array[]::text[], 'trigger');
set local role aquascene_admin;
select throws_ok(
    $$ select ops.set_updated_at() $$, '42501', null, 'an admin may not execute it');
reset role;

create temp table things (name text, updated_at timestamptz default '2020-01-01Z');
create trigger updated_at before update on things
    for each row execute function ops.set_updated_at();
insert into things values ('one'), ('two'), ('three');

select test.travel_to('2030-05-06 07:08Z');
update things set name = 'ONE' where name = 'one';
update things set updated_at = '1999-01-01Z' where name = 'two';
select results_eq(
    $$ select name, updated_at from things order by name collate "C" $$,
    $$ values ('ONE', '2030-05-06 07:08Z'::timestamptz), ('three', '2020-01-01Z'),
              ('two', '2030-05-06 07:08Z') $$,
    'should stamp the rows that are updated with ops.now(), whatever the statement says');

select * from finish();
rollback;
