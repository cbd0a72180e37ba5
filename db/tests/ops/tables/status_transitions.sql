-- Test ops.status_transitions: columns, keys, checks.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('ops.status_transitions') $$,
    $$ values ('entity text not null'),
              ('from_status text not null'),
              ('to_status text not null'),
              ('event text not null'),
              ('note text') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.status_transitions') $$,
    $$ values ('PRIMARY KEY (entity, from_status, to_status)'),
              ('UNIQUE (entity, from_status, event)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('ops.status_transitions') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select event from ops.status_transitions $$, 'a reader may read');
select throws_ok(
    $$ delete from ops.status_transitions $$, '42501', null, 'a reader may not write');
reset role;

select throws_like(
    $$ insert into ops.status_transitions values ('content', 'draft', 'draft', 'stay') $$,
    '%"status_transitions_go_somewhere"%', 'should refuse an edge from a status to itself');

select * from finish();
rollback;
