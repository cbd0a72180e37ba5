-- Test audit.record_event: writes down what happened.
begin;
select plan(6);

set local role aquascene_editor;
select throws_ok(
    $$ select audit.record_event('scraping', 'stopped') $$, '42501', null, 'an editor may not');
reset role;

select test.travel_to('2045-06-15 12:00Z');
set local role aquascene_worker;
create temp table made as
select 1 as place, audit.record_event('scraping', 'stopped') as id
union all
select 2, audit.record_event(
    event_type => 'security', event_name => 'sign-in failed', event_data => '{"tries": 3}',
    severity => 'warning', service_name => 'web')
union all
select 3, audit.record_event('scraping', 'stopped', null);
reset role;
select results_eq(
    $$ select e.event_type::text, e.event_name::text, e.event_data, e.severity::text,
              e.service_name::text, e.occurred_at, e.resolved_at
         from made join audit.system_events as e using (id) order by made.place $$,
    $$ values ('scraping', 'stopped', '{}'::jsonb, 'info', null, '2045-06-15 12:00Z'::timestamptz,
               null::timestamptz),
              ('security', 'sign-in failed', '{"tries": 3}', 'warning', 'web',
               '2045-06-15 12:00Z', null),
              ('scraping', 'stopped', '{}', 'info', null, '2045-06-15 12:00Z', null) $$,
    'should write what it is given, now, and return the id');

set local role aquascene_admin;
select throws_ok(
    $$ select audit.record_event('t', 'n', severity => 'fatal') $$, '23514', null,
    'should refuse a severity that does not exist');
select throws_ok(
    $$ select audit.record_event('t', 'n', '[]') $$, '23514', null,
    'should refuse data that is no object');
select throws_ok(
    $$ select audit.record_event(null, 'n') $$, '23502', null, 'should refuse no type');
select throws_ok(
    $$ select audit.record_event('t', null) $$, '23502', null, 'should refuse no name');
reset role;

select * from finish();
rollback;
