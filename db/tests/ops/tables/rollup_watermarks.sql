-- Test ops.rollup_watermarks: columns, keys.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('ops.rollup_watermarks') $$,
    $$ values ('name text not null'),
              ('below xid8 not null default ''0''::xid8'),
              ('rolled_up_at timestamp with time zone'),
              ('event_count bigint not null default 0') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.rollup_watermarks') $$,
    $$ values ('PRIMARY KEY (name)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('ops.rollup_watermarks') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select below from ops.rollup_watermarks $$, 'a reader may read');
select throws_ok(
    $$ update ops.rollup_watermarks set below = '0' $$, '42501', null, 'a reader may not write');
reset role;

select * from finish();
rollback;
