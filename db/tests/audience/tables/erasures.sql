-- Test audience.erasures: columns, keys, checks, privileges.
begin;
select plan(7);

select results_eq(
    $$ select test.columns('audience.erasures') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('subscriber_id uuid not null'),
              ('reason text not null'),
              ('row_counts jsonb not null default ''{}''::jsonb'),
              ('erased_by uuid'),
              ('erased_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.erasures') $$,
    $$ values ('FOREIGN KEY (erased_by) REFERENCES admin.admin_users(id)'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (subscriber_id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.erasures') $$,
    $$ values ('erasures_erased_by_idx btree (erased_by)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.erasures $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok($$ delete from audience.erasures $$, '42501', null, 'an admin may not write');
reset role;

select throws_like(
    $$ insert into audience.erasures (subscriber_id, reason, row_counts)
       values (gen_random_uuid(), 'asked', '[]') $$,
    '%"erasures_row_counts_is_an_object"%', 'should refuse counts that are no object');
insert into audience.erasures (subscriber_id, reason)
values ('11111111-1111-4111-8111-111111111111', 'asked');
select throws_ok(
    $$ insert into audience.erasures (subscriber_id, reason)
       values ('11111111-1111-4111-8111-111111111111', 'asked') $$,
    '23505', null, 'should certify once');

select * from finish();
rollback;
