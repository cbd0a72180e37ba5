-- Test the triggers of memberships: counts that are exact, and who entered and left.
begin;
select plan(11);

select test.travel_to('2031-01-01 10:00Z');
create temp table made as
select audience.create_segment('one') as one, audience.create_segment('two') as two,
       test.subscriber('ada@example.com') as ada, test.subscriber('eda@example.com') as eda;
create view pg_temp.history as
select g.name::text as segment, s.email::text, e.is_entry, e.occurred_at
  from audience.segment_membership_events as e
  left join audience.subscriber_segments as g on g.id = e.segment_id
  left join audience.subscribers as s on s.id = e.subscriber_id
 order by e.id;
create view pg_temp.counts as
select g.name::text, g.subscriber_count from audience.subscriber_segments as g order by g.name;

insert into audience.subscriber_segment_memberships (segment_id, subscriber_id)
select s.segment, p.person
  from made, unnest(array[one, two]) as s (segment), unnest(array[ada, eda]) as p (person)
 where (s.segment, p.person) <> (two, eda);
select results_eq(
    'select * from counts', $$ values ('one', 2), ('two', 1) $$, 'should count who enters');
select results_eq(
    'select segment, email, is_entry from history order by 1, 2',
    $$ values ('one', 'ada@example.com', true), ('one', 'eda@example.com', true),
              ('two', 'ada@example.com', true) $$, 'should write down who entered');
select results_eq(
    $$ select segment_id, cardinality(subscriber_ids) from audience.subscriber_changes
        where source = 'subscriber_segment_memberships' order by 1 $$,
    $$ select unnest(array[one, two]), unnest(array[2, 1]) from made order by 1 $$,
    'should tell segments that ask for these');

select test.travel_to('2031-01-02 10:00Z');
delete from audience.subscriber_segment_memberships as m using made
 where (m.segment_id, m.subscriber_id) = (made.one, made.eda);
select results_eq(
    'select * from counts', $$ values ('one', 1), ('two', 1) $$, 'should count who leaves');
select results_eq(
    'select * from history where occurred_at > ''2031-01-02Z''',
    $$ values ('one', 'eda@example.com', false, '2031-01-02 10:00Z'::timestamptz) $$,
    'should write down who left, and when');

delete from audience.subscribers as s using made where s.id = made.ada;
select results_eq(
    'select * from counts', $$ values ('one', 0), ('two', 0) $$,
    'should count who is deleted, too');
select results_eq(
    'select segment, email, is_entry from history',
    $$ values ('one', 'eda@example.com', true), ('one', 'eda@example.com', false) $$,
    'should forget who is deleted');

delete from audience.subscriber_segments as s using made where s.id = made.one;
select is_empty('select from history', 'should forget a segment that is deleted');
select audience.add_to_segment(two, array[eda]) from made;
delete from audience.subscriber_segments as s using made where s.id = made.two;
select is_empty('select from history', 'should delete a segment that has members');

create temp table third as
select audience.create_segment('three', null, 'automatic', '{"language": "en"}') as id;
select audience.refresh_segment(id) from third;
select is(subscriber_count, 1, 'should count a segment with criteria alike')
  from audience.subscriber_segments as s join third on third.id = s.id;
truncate audience.subscriber_segment_memberships;
select results_eq(
    $$ select s.subscriber_count, r.entered_count
         from audience.subscriber_segments as s
         join third on third.id = s.id
        cross join lateral audience.refresh_segment(s.id) as r $$,
    $$ values (0, 1::bigint) $$, 'should count none when all are gone at once, and begin anew');

select * from finish();
rollback;
