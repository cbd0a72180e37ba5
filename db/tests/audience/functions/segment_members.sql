-- Test audience.segment_members: who is in a segment.
begin;
select plan(6);

set local role aquascene_app;
select throws_ok(
    $$ select audience.segment_members(1) $$, '42501', null, 'the public edge may not');
reset role;

select test.travel_to('2031-01-01Z');
create temp table made as
select audience.create_segment('some') as segment,
       array(select test.subscriber(n || '@example.com')
               from generate_series(1, 3) as n order by 1) as ids;
grant select on made to public;
select audience.add_to_segment(segment, ids[1:2]),
       audience.add_to_segment(audience.create_segment('others'), ids)
  from made;

set local role aquascene_reader;
select results_eq(
    $$ select m.subscriber_id, m.status, m.added_at
         from made, audience.segment_members(segment) as m $$,
    $$ select unnest(ids[1:2]), 'active', '2031-01-01Z'::timestamptz from made $$,
    'should give the members by id');
select results_eq(
    $$ select m.subscriber_id from made, audience.segment_members(segment, ids[1], null) as m $$,
    $$ select ids[2] from made $$, 'should go on after an id');
select is(count(*), 1::bigint, 'should give a page')
  from made, audience.segment_members(segment, page_size => 1) as m;
select is_empty('select audience.segment_members(-1)', 'should give none of no segment');
select throws_ok(
    $$ select audience.segment_members(1, page_size => -1) $$, '2201W', null,
    'should refuse a negative page_size');

select * from finish();
rollback;
