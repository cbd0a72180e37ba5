-- Test ops.drains: columns, keys.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('ops.drains') $$,
    $$ values ('table_name text not null'),
              ('file_node oid not null'),
              ('next_block bigint not null default 0'),
              ('block_count bigint not null'),
              ('row_count bigint not null'),
              ('started_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.drains') $$,
    $$ values ('PRIMARY KEY (table_name)') $$, 'should have one drain a table');
select is_empty($$ select test.indexes('ops.drains') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select next_block from ops.drains $$, 'a reader may read');
select throws_ok(
    $$ update ops.drains set next_block = 0 $$, '42501', null, 'a reader may not write');
reset role;

select * from finish();
rollback;
