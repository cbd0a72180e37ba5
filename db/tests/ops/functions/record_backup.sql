-- Test ops.record_backup: what came of a backup, and who is told.
begin;
select plan(13);

set local role aquascene_editor;
select throws_ok(
    $$ select ops.record_backup('full', 1, now(), 'a') $$, '42501', null, 'an editor may not');
reset role;

select test.travel_to('2031-01-01 02:10Z');
set local role aquascene_worker;
select row_eq(
    $$ select r.repository, r.backup_type, r.label, r.started_at, r.finished_at, r.database_bytes,
              r.repository_bytes, r.error
         from ops.record_backup('full', 1, '2031-01-01 02:00Z', 'F', 1000, 100) as r $$,
    row(1, 'full'::text, 'F'::text, '2031-01-01 02:00Z'::timestamptz,
        '2031-01-01 02:10Z'::timestamptz, 1000::bigint, 100::bigint, null::text),
    'should write a row and return it');
reset role;
select is(count(*), 0::bigint, 'one that is made should be no event')
  from audit.system_events as e where e.event_type = 'backup';

set local role aquascene_worker;
select lives_ok(
    format($$ select ops.record_backup('incr', %s, '2031-01-01 02:05Z', error => %L) $$,
           r.number, repeat('x', 5000)),
    'should take a failure')
  from (values (1), (2)) as r (number);
reset role;
select results_eq(
    $$ select e.event_name::text, e.severity::text, (e.event_data ->> 'repository')::integer,
              length(e.event_data ->> 'error'), e.resolved_at
         from audit.system_events as e where e.event_type = 'backup' order by 3 $$,
    $$ values ('backup failed', 'error', 1, 4000, null::timestamptz),
              ('backup failed', 'error', 2, 4000, null) $$,
    'should tell of each, and not at any length');

select test.travel_to('2031-01-01 06:00Z');
select is((ops.record_backup('incr', 2, '2031-01-01 07:00Z', 'I')).started_at,
          '2031-01-01 06:00Z'::timestamptz, 'should bear a clock that is ahead');
select results_eq(
    $$ select (e.event_data ->> 'repository')::integer, e.resolved_at
         from audit.system_events as e where e.event_type = 'backup' order by 1 $$,
    $$ values (1, null::timestamptz), (2, '2031-01-01 06:00Z') $$,
    'one that is made should resolve what was wrong with its repository');

select throws_ok(
    $$ select ops.record_backup('partial', 1, now(), 'a') $$, '23514', null,
    'should refuse a type that is not');
select throws_ok(
    $$ select ops.record_backup('full', 1, now(), 'a', error => 'b') $$, '23514', null,
    'should refuse both label and error');
select throws_ok(
    $$ select ops.record_backup('full', 1, null, 'a') $$, '23502', null,
    'should refuse no beginning');

select test.travel_to('2032-01-01 02:30Z');
select lives_ok($$ select ops.record_backup('full', 1, '2032-01-01 02:00Z', 'G') $$, 'a year on');
select results_eq(
    $$ select b.label from ops.backups as b order by b.id $$, $$ values ('I'), ('G') $$,
    'should forget what is older than a year');

select * from finish();
rollback;
