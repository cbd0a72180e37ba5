-- Test ops.backup_report: how old the last backup is.
begin;
select plan(3);

set local role aquascene_app;
select throws_ok($$ select from ops.backup_report $$, '42501', null, 'the edge may not read it');
reset role;
select is_empty($$ select from ops.backup_report $$, 'should say nothing of what never ran');

insert into ops.backups (repository, backup_type, label, error, started_at, finished_at)
select b.repository, b.backup_type, b.label, b.error, b.finished_at, b.finished_at
  from (values (1, 'full', 'F', null, '2031-01-01 02:00Z'::timestamptz),
               (1, 'incr', null, 'full', '2031-01-01 06:00Z'),
               (1, 'incr', 'I', null, '2031-01-01 10:00Z'),
               (2, 'full', 'F', null, '2031-01-01 02:00Z'),
               (2, 'diff', null, 'gone', '2031-01-01 06:00Z'),
               (3, 'full', null, 'never', '2031-01-01 02:00Z'))
      as b (repository, backup_type, label, error, finished_at);
set local role aquascene_reader;
select results_eq(
    $$ select * from ops.backup_report order by repository $$,
    $$ values (1, '2031-01-01 02:00Z'::timestamptz, '2031-01-01 10:00Z'::timestamptz,
               '2031-01-01 06:00Z'::timestamptz, null),
              (2, '2031-01-01 02:00Z', '2031-01-01 02:00Z', '2031-01-01 06:00Z', 'gone'),
              (3, null, null, '2031-01-01 02:00Z', 'never') $$,
    'should tell of each repository');
reset role;

select * from finish();
rollback;
