-- Test ops.secrets: columns, keys, checks, that nobody reads it, and that each key is its own.
begin;
select plan(12);

select results_eq(
    $$ select test.columns('ops.secrets') $$,
    $$ values ('name text not null'),
              ('value bytea not null'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.secrets') $$,
    $$ values ('PRIMARY KEY (name)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('ops.secrets') $$, 'should have these indexes');

select throws_ok(
    format($$ set local role %I; select from ops.secrets $$, r.name), '42501', null,
    format('%s may not read', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

select throws_like(
    $$ insert into ops.secrets (name, value) values ('short', decode(repeat('ab', 31), 'hex')) $$,
    '%"secrets_are_long_enough"%', 'should refuse 31 bytes');
select lives_ok(
    $$ insert into ops.secrets (name, value) values ('long', decode(repeat('ab', 32), 'hex')) $$,
    'should accept 32 bytes');

select results_eq(
    $$ select name from ops.secrets where name <> 'long' order by name collate "C" $$,
    $$ values ('social'), ('suppression'), ('token'), ('webhook') $$,
    'should hold the keys the engine needs');
select is(count(distinct value), count(*), 'should hold a different value for each')
  from ops.secrets;

select * from finish();
rollback;
