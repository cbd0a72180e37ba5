-- Test audit.resolve_events: marks system events as dealt with.
begin;
select plan(8);

set local role aquascene_worker;
select throws_ok(
    $$ select audit.resolve_events('{}') $$, '42501', null, 'a worker may not');
reset role;

select test.travel_to('2045-06-15 12:00Z');
create temp table made as
select n as place, audit.record_event('t', 'broke', severity => 'error') as id
  from generate_series(1, 3) as n;
grant select on made to public;
select test.travel_to('2045-06-15 13:00Z');
set local role aquascene_admin;
select is(
    audit.resolve_events(array(select id from made where place < 3)), 2::bigint,
    'an admin may, and is told how many');
select is(
    audit.resolve_events(event_ids => array(select id from made)), 1::bigint,
    'should pass over those that are resolved');
select is(audit.resolve_events(array[gen_random_uuid(), null]), 0::bigint,
          'should pass over those that are not there');
select is(audit.resolve_events(null), 0::bigint, 'should do nothing for null');
reset role;
select results_eq(
    $$ select e.resolved_at from made join audit.system_events as e using (id) order by place $$,
    $$ select '2045-06-15 13:00Z'::timestamptz from generate_series(1, 3) $$,
    'should say when');

select test.travel_to('2045-06-15 11:00Z');
update audit.system_events set resolved_at = null where id in (select id from made);
select is(audit.resolve_events(array(select id from made)), 3::bigint,
          'should bear a clock that went back');

select test.act_as('editor');
select throws_ok(
    $$ select audit.resolve_events('{}') $$, '42501', null,
    'should refuse a person without the permission');

select * from finish();
rollback;
