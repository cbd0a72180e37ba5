-- Test audience.add_to_segment: puts subscribers into a group.
begin;
select plan(11);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table made as
select audience.create_segment('friends') as segment, audience.create_segment('others') as other,
       test.subscriber('ada@example.com') as ada, test.subscriber('eda@example.com') as eda,
       test.subscriber('ida@example.com') as ida;
grant select on made to public;

set local role aquascene_worker;
select throws_ok(
    $$ select audience.add_to_segment(segment, array[ada]) from made $$, '42501', null,
    'a worker may not');
reset role;

select audience.add_to_segment(other, array[ada]) from made;
select is(m.added_by, null, 'should name nobody where nobody acts')
  from audience.subscriber_segment_memberships as m join made on made.other = m.segment_id;
delete from audience.subscriber_segment_memberships;

create temp table person as select test.act_as('editor') as id;
set local role aquascene_editor;
select is(
    audience.add_to_segment(segment, array[ada, eda, eda, gen_random_uuid(), null]), 2::bigint,
    'should count who is added, each once, and pass over who is nobody')
  from made;
reset role;
select results_eq(
    $$ select s.email, m.added_at, m.added_by
         from audience.subscriber_segment_memberships as m
         join made on made.segment = m.segment_id
         join audience.subscribers as s on s.id = m.subscriber_id
        order by s.email $$,
    $$ select v.email, '2031-01-01 10:00:00+00'::timestamptz, person.id
         from person, (values ('ada@example.com'::varchar), ('eda@example.com')) as v (email) $$,
    'should put them into the segment, with who added them and when');
select is(count(*), 2::bigint, 'should put them into no other segment')
  from audience.subscriber_segment_memberships;

select test.travel_to('2031-01-02 10:00:00+00');
select is(
    audience.add_to_segment(segment, array[ada, ida]), 1::bigint,
    'should count only who was not in it before')
  from made;
select results_eq(
    $$ select m.added_at from audience.subscriber_segment_memberships as m order by 1 $$,
    $$ values ('2031-01-01 10:00:00+00'::timestamptz), ('2031-01-01 10:00:00+00'),
              ('2031-01-02 10:00:00+00') $$,
    'should leave who was in it as they were');
select is(audience.add_to_segment(segment, '{}'), 0::bigint, 'should take an empty list')
  from made;
select is(audience.add_to_segment(segment, null), 0::bigint, 'should take null for an empty list')
  from made;

select throws_ok(
    format($$ select audience.add_to_segment(%s, '{}') $$, s.id), 'P0002', format('no segment %s',
        s.id),
    format('should refuse segment %s', s.id))
  from (values ('-1'), ('null')) as s (id);

select * from finish();
rollback;
