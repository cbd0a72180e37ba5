-- Test admin.login_throttles: keys, checks, secrecy.
begin;
select plan(10);

select results_eq(
    $$ select test.columns('admin.login_throttles') $$,
    $$ values ('kind text not null'),
              ('key text not null'),
              ('try_count integer not null'),
              ('last_tried_at timestamp with time zone not null'),
              ('blocked_until_at timestamp with time zone not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.login_throttles') $$,
    $$ values ('PRIMARY KEY (kind, key)') $$, 'should have this key');
select is_empty($$ select test.indexes('admin.login_throttles') $$, 'should need no other index');
select throws_ok(
    format($$ set local role %I; select from admin.login_throttles $$, r.name), '42501', null,
    format('%s may not read', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

select throws_like(
    $$ insert into admin.login_throttles values ('moon', 'x', 1, now(), now()) $$,
    '%"login_throttles_kind_is_known"%', 'should refuse a kind that nobody knows');
select throws_like(
    $$ insert into admin.login_throttles values ('name', 'x', -1, now(), now()) $$,
    '%"login_throttles_try_count_is_a_count"%', 'should refuse a negative count');

select * from finish();
rollback;
