-- Test ops.secrets: columns, keys, checks, that nobody reads it, and that each key is its own.
begin;
select plan(14);

select results_eq(
    $$ select test.columns('ops.secrets') $$,
    $$ values ('name text not null'),
              ('value bytea not null'),
              ('use text not null default ''encrypts''::text'),
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
select throws_like(
    $$ insert into ops.secrets (name, value, use)
       values ('odd', decode(repeat('ab', 32), 'hex'), 'opens') $$,
    '%"secrets_use_is_known"%', 'should refuse a use that does not exist');
select throws_ok(
    $$ set local role aquascene_admin; select from ops.old_secrets $$, '42501', null,
    'nobody reads those of before either');
select lives_ok(
    $$ insert into ops.secrets (name, value) values ('long', decode(repeat('ab', 32), 'hex')) $$,
    'should accept 32 bytes');

select results_eq(
    $$ select name from ops.secrets where name <> 'long' order by name collate "C" $$,
    $$ values ('actor'), ('audit'), ('social'), ('suppression'), ('token'), ('totp'),
              ('webhook') $$,
    'should hold the keys the engine needs');
select is(count(distinct value), count(*), 'should hold a different value for each')
  from ops.secrets;

select * from finish();
rollback;
