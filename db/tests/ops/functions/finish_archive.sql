-- Test ops.finish_archive: a month is in its file.
begin;
select plan(11);

set local role aquascene_owner;
create table ops.month_2045_05 (note text);
reset role;
insert into ops.month_2045_05 values ('a'), ('b');
insert into ops.archives (partition_name, table_name, starts_at, ends_at)
values ('ops.month_2045_05', 'ops.month', '2045-05-01Z', '2045-06-01Z');
create function pg_temp.finish(month text, rows bigint, sum text default repeat('a', 64))
returns void language sql as $function$
    select ops.finish_archive(month, '/somewhere', rows, 100, sum)
$function$;

select throws_ok(
    $$ set local role aquascene_worker;
       select ops.finish_archive('ops.month_2045_05', '', 2, 1, '') $$, '42501', null,
    'a worker may not');
reset role;
select results_eq(
    $$ select * from ops.archived_columns('ops.month_2045_05') $$, $$ values ('note', 'text') $$,
    'should know the columns of a month');
select is_empty($$ select ops.archived_columns('ops.gone') $$, 'and of one that is gone, none');
select throws_ok($$ select pg_temp.finish('ops.settings', 2) $$, 'P0002', null,
                 'should refuse what does not wait');
select throws_ok($$ select pg_temp.finish('ops.month_2045_05', 3) $$, '55000',
                 'ops.month_2045_05 has 2 rows, and the archive 3', 'should refuse another number');
select throws_ok($$ select pg_temp.finish('ops.month_2045_05', null) $$, '55000', null,
                 'should refuse no number');
select throws_ok($$ select pg_temp.finish('ops.month_2045_05', 2, 'x') $$, '23514', null,
                 'should refuse what is no checksum');
select isnt(to_regclass('ops.month_2045_05'), null, 'should leave the month where it is');
set local role aquascene_admin;
select lives_ok(
    $$ select ops.finish_archive('ops.month_2045_05', '/somewhere', 2, 100, repeat('a', 64)) $$,
    'an admin may');
reset role;
select is(to_regclass('ops.month_2045_05'), null, 'should drop the month');
select results_eq(
    $$ select location, row_count, byte_count, archived_at from ops.archives $$,
    $$ values ('/somewhere', 2::bigint, 100::bigint, now()) $$, 'should say where it is');

select * from finish();
rollback;
