-- Test audience.subscriber_segment_memberships: columns, keys, privileges.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('audience.subscriber_segment_memberships') $$,
    $$ values ('subscriber_id uuid not null'),
              ('segment_id integer not null'),
              ('added_at timestamp with time zone not null default now()'),
              ('added_by uuid') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscriber_segment_memberships') $$,
    $$ values ('FOREIGN KEY (added_by) REFERENCES admin.admin_users(id)'),
              ('FOREIGN KEY (segment_id) REFERENCES audience.subscriber_segments(id) ON '
               || 'DELETE CASCADE'),
              ('FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (subscriber_id, segment_id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.subscriber_segment_memberships') $$,
    $$ values ('subscriber_segment_memberships_added_by_idx btree (added_by) WHERE (added_by '
               || 'IS NOT NULL)'),
              ('subscriber_segment_memberships_segment_id_idx btree '
               || '(segment_id, subscriber_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok(
    $$ select * from audience.subscriber_segment_memberships $$, 'a reader may read');
reset role;
set local role aquascene_editor;
select throws_ok(
    $$ delete from audience.subscriber_segment_memberships $$, '42501', null,
    'an editor may not write');
reset role;

insert into audience.subscriber_segments (name) values ('one'), ('two');
insert into audience.subscriber_segment_memberships (subscriber_id, segment_id)
select p.id, s.id
  from (select test.subscriber(email) as id
          from unnest('{ada@example.com,jo@example.com}'::text[]) as e (email)) as p
 cross join audience.subscriber_segments as s;
delete from audience.subscriber_segments where name = 'one';
delete from audience.subscribers where email = 'ada@example.com';
select results_eq(
    $$ select p.email, s.name
         from audience.subscriber_segment_memberships as m
         join audience.subscribers as p on p.id = m.subscriber_id
         join audience.subscriber_segments as s on s.id = m.segment_id $$,
    $$ values ('jo@example.com'::varchar, 'two'::varchar) $$,
    'should go with the segment and with the person');

select * from finish();
rollback;
