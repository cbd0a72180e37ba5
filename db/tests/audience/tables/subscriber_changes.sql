-- Test audience.subscriber_changes: columns, keys, checks, privileges.
begin;
select plan(9);

select results_eq(
    $$ select test.columns('audience.subscriber_changes') $$,
    $$ values ('id bigint not null identity'),
              ('xid xid8 not null default pg_current_xact_id()'),
              ('source text'),
              ('segment_id integer'),
              ('subscriber_ids uuid[] not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscriber_changes') $$,
    $$ values ('PRIMARY KEY (id)') $$, 'should have these keys');
select results_eq(
    $$ select test.indexes('audience.subscriber_changes') $$,
    $$ values ('subscriber_changes_xid_idx btree (xid)') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.subscriber_changes $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok(
    $$ delete from audience.subscriber_changes $$, '42501', null, 'an admin may not write');
reset role;

select throws_like(
    format('insert into audience.subscriber_changes (source, segment_id, subscriber_ids) '
           'values (%L, %L, %L)', c.source, c.segment_id, c.ids),
    format('%%"subscriber_changes_%s"%%', c.fault), format('should refuse what breaks %s', c.fault))
  from (values
       ('source_is_known', 'elsewhere', null, '{00000000-0000-0000-0000-000000000000}'),
       ('segment_is_of_memberships', null, 1, '{00000000-0000-0000-0000-000000000000}'),
       ('segment_is_of_memberships', 'subscriber_segment_memberships', null,
        '{00000000-0000-0000-0000-000000000000}'),
       ('subscriber_ids_is_not_empty', null, null, '{}')) as c (fault, source, segment_id, ids);

select * from finish();
rollback;
