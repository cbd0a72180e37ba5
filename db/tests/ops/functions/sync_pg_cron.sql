-- Test ops.sync_pg_cron: without pg_cron (with it: see test_jobs.py).
begin;
select plan(2);

select throws_ok(
    $$ set local role aquascene_editor; select ops.sync_pg_cron() $$, '42501', null,
    'an editor may not');
reset role;
select throws_ok($$ select ops.sync_pg_cron() $$, '55000', 'pg_cron is not in this database',
                 'should say what is missing');

select * from finish();
rollback;
