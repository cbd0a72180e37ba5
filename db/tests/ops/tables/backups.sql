-- Test ops.backups: columns, keys, what a row may say.
begin;
select plan(9);

select results_eq(
    $$ select test.columns('ops.backups') $$,
    $$ values ('id bigint not null identity'),
              ('repository integer not null'),
              ('backup_type text not null'),
              ('label text'),
              ('started_at timestamp with time zone not null'),
              ('finished_at timestamp with time zone not null'),
              ('database_bytes bigint'),
              ('repository_bytes bigint'),
              ('error text') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.backups') $$,
    $$ values ('PRIMARY KEY (id)') $$,
    'should have this key');

select throws_ok(
    format($$ insert into ops.backups (repository, backup_type, label, error, started_at,
                                       finished_at)
              values (%s, %L, %L, %L, '2031-01-01 02:00Z',
                      '2031-01-01 03:00Z'::timestamptz + %L) $$,
           b.repository, b.backup_type, b.label, b.error, b.later),
    '23514', null, format('should refuse %s', b.what))
  from (values (1, 'partial', 'a', null, '0s', 'a type that is not'),
               (0, 'full', 'a', null, '0s', 'a repository that is not'),
               (1, 'full', null, null, '0s', 'one that was made and has no label'),
               (1, 'full', 'a', 'no', '0s', 'one that failed and has a label'),
               (1, 'full', 'a', null, '-2h', 'an end before the beginning'))
      as b (repository, backup_type, label, error, later, what);

set local role aquascene_reader;
select lives_ok($$ select label from ops.backups $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok($$ delete from ops.backups $$, '42501', null, 'nobody may write');
reset role;

select * from finish();
rollback;
