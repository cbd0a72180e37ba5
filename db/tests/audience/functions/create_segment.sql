-- Test audience.create_segment: makes a group of subscribers.
begin;
select plan(16);
select test.act_as('editor');

set local role aquascene_worker;
select throws_ok(
    $$ select audience.create_segment('friends') $$, '42501', null, 'a worker may not');
reset role;

set local role aquascene_editor;
create temp table made as
select audience.create_segment('friends') as plain,
       audience.create_segment('berlin', 'In Berlin', 'demographic',
                               '{"location": {"country": "DE"}}') as full;
reset role;
select results_eq(
    $$ select s.name, s.description, s.segment_type, s.filter_criteria, s.is_active,
              s.subscriber_count
         from audience.subscriber_segments as s join made on s.id in (made.plain, made.full)
        order by s.id = made.full $$,
    $$ values ('friends'::varchar, null::text, 'manual'::varchar, '{}'::jsonb, true, 0),
              ('berlin', 'In Berlin', 'demographic', '{"location": {"country": "DE"}}',
               true, 0) $$,
    'should make a segment and return its id');
select is(s.name, 'friends', 'should return the id of the one made')
  from audience.subscriber_segments as s join made on made.plain = s.id;
select is(count(*), 2::bigint, 'should audit it')
  from audit.audit_log as l join made on l.record_id in (made.plain::text, made.full::text)
 where l.table_name = 'audience.subscriber_segments' and l.action = 'insert';

select throws_ok(
    $$ select audience.create_segment('berlin') $$, '23505', null,
    'should refuse a name that is taken');
select throws_ok(
    $$ select audience.create_segment('x', segment_type => 'secret') $$, '23514', null,
    'should refuse a type that does not exist');
select throws_ok(
    $$ select audience.create_segment('x', filter_criteria => '[]') $$, '23514', null,
    'should refuse criteria that are no object');
select throws_ok(
    $$ select audience.create_segment('x', null, 'manual', '{"status": "active"}') $$, '22023',
    'a manual segment has no criteria', 'should refuse criteria of a manual segment');
select throws_ok(
    format($$ select audience.create_segment('x', null, %L) $$, t.type), '22023',
    'criteria have a fault', format('should refuse no criteria of a segment that is %s', t.type))
  from unnest('{automatic,behavioral,demographic}'::text[]) as t (type);
select throws_ok(
    $$ select audience.create_segment('x', null, 'automatic', '{"in_segment": "x"}') $$, '22023',
    null, 'should refuse a segment that asks for itself');
select audience.create_segment('both', null, 'automatic', '{"any": [{"in_segment": ["berlin",
    "friends"]}, {"not": {"in_segment": "berlin"}}]}');
select results_eq(
    $$ select unnest(s.refers_to) from audience.subscriber_segments as s where s.name = 'both'
        order by 1 $$,
    $$ select unnest(array[made.plain, made.full]) from made order by 1 $$,
    'should keep which segments the criteria ask for');
select throws_ok(
    $$ select audience.create_segment(null) $$, '23502', null, 'should refuse no name');
select throws_ok(
    $$ select audience.create_segment('x', segment_type => null) $$, '23502', null,
    'should refuse no type');
select throws_ok(
    $$ select audience.create_segment('x', filter_criteria => null) $$, '23502', null,
    'should refuse no criteria');

select * from finish();
rollback;
