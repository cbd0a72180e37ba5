-- Test audience.remove_from_segment: takes subscribers out of a group.
begin;
select plan(8);
select test.act_as('editor');

set local role aquascene_worker;
select throws_ok(
    $$ select audience.remove_from_segment(1, '{}') $$, '42501', null, 'a worker may not');
reset role;

create temp table made as
select audience.create_segment('friends') as segment, audience.create_segment('others') as other,
       audience.create_segment('rule', null, 'automatic', '{"status": "active"}') as rule,
       test.subscriber('ada@example.com') as ada, test.subscriber('eda@example.com') as eda,
       test.subscriber('ida@example.com') as ida;
grant select on made to public;
select audience.add_to_segment(segment, array[ada, eda]), audience.add_to_segment(other, array[ada])
  from made;

set local role aquascene_editor;
select is(
    audience.remove_from_segment(segment, array[ada, ada, ida, gen_random_uuid(), null]),
    1::bigint, 'should count who was in it')
  from made;
reset role;
select results_eq(
    $$ select g.name::text, s.email::text
         from audience.subscriber_segment_memberships as m
         join audience.subscribers as s on s.id = m.subscriber_id
         join audience.subscriber_segments as g on g.id = m.segment_id
        order by 1 $$,
    $$ values ('friends', 'eda@example.com'), ('others', 'ada@example.com') $$,
    'should leave who else is in it, and other segments');
select is(audience.remove_from_segment(segment, null), 0::bigint, 'should take null for nobody')
  from made;
select is(audience.remove_from_segment(segment, '{}'), 0::bigint, 'should take an empty list')
  from made;
select throws_ok(
    format($$ select audience.%s_segment(%s, '{}') $$, f.name, rule), '55000',
    'segment ''rule'' follows its criteria', format('%s should refuse a rule', f.name))
  from made, unnest('{remove_from,add_to}'::text[]) as f (name);
select throws_ok(
    $$ select audience.remove_from_segment(-1, '{}') $$, 'P0002', 'no segment -1',
    'should refuse a segment that is not there');

select * from finish();
rollback;
