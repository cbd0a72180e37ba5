-- Test ops.archives: columns, keys, checks.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('ops.archives') $$,
    $$ values ('partition_name text not null'), ('table_name text not null'),
              ('starts_at timestamp with time zone not null'),
              ('ends_at timestamp with time zone not null'),
              ('detached_at timestamp with time zone not null default now()'),
              ('archived_at timestamp with time zone'), ('location text'), ('row_count bigint'),
              ('byte_count bigint'), ('checksum text') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.archives') $$, $$ values ('PRIMARY KEY (partition_name)') $$,
    'should have these keys');
set local role aquascene_reader;
select lives_ok($$ select location from ops.archives $$, 'a reader may read');
select throws_ok($$ delete from ops.archives $$, '42501', null, 'a reader may not write');
reset role;
insert into ops.archives (partition_name, table_name, starts_at, ends_at)
values ('a', 'b', '2045-01-01Z', '2045-02-01Z');
select throws_like(
    format($$ update ops.archives set %s $$, c.change), format('%%"%s"%%', c.name),
    format('should refuse %s', c.change))
  from (values ('archives_archived_says_where', 'archived_at = now()'),
               ('archives_archived_says_where', 'location = ''x'''),
               ('archives_checksum_is_sha_256', $$archived_at = now(), location = 'x',
                   row_count = 1,
                 byte_count = 1, checksum = 'x'$$)) as c (name, change);
select lives_ok(
    $$ update ops.archives set archived_at = now(), location = 'x', row_count = 1, byte_count = 1,
              checksum = repeat('0', 64) $$, 'should accept a whole one');

select * from finish();
rollback;
