-- Test audience.segment_membership_events: columns, keys, privileges.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('audience.segment_membership_events') $$,
    $$ values ('id bigint not null identity'),
              ('segment_id integer not null'),
              ('subscriber_id uuid not null'),
              ('is_entry boolean not null'),
              ('occurred_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.segment_membership_events') $$,
    $$ values ('PRIMARY KEY (id)') $$, 'should have these keys');
select results_eq(
    $$ select test.indexes('audience.segment_membership_events') $$,
    $$ values ('segment_membership_events_segment_id_idx btree (segment_id, occurred_at)'),
              ('segment_membership_events_subscriber_id_idx btree (subscriber_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.segment_membership_events $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok(
    $$ delete from audience.segment_membership_events $$, '42501', null, 'an admin may not write');
reset role;

select * from finish();
rollback;
