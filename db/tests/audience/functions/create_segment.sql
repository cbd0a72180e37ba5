-- Test audience.create_segment: makes a group of subscribers.
begin;
select plan(10);

set local role aquascene_worker;
select throws_ok(
    $$ select audience.create_segment('friends') $$, '42501', null, 'a worker may not');
reset role;

set local role aquascene_editor;
create temp table made as
select audience.create_segment('friends') as plain,
       audience.create_segment('berlin', 'In Berlin', 'demographic', '{"city": "Berlin"}') as full;
reset role;
select results_eq(
    $$ select s.name, s.description, s.segment_type, s.filter_criteria, s.is_active,
              s.subscriber_count
         from audience.subscriber_segments as s join made on s.id in (made.plain, made.full)
        order by s.id = made.full $$,
    $$ values ('friends'::varchar, null::text, 'manual'::varchar, '{}'::jsonb, true, 0),
              ('berlin', 'In Berlin', 'demographic', '{"city": "Berlin"}', true, 0) $$,
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
    $$ select audience.create_segment(null) $$, '23502', null, 'should refuse no name');
select throws_ok(
    $$ select audience.create_segment('x', segment_type => null) $$, '23502', null,
    'should refuse no type');
select throws_ok(
    $$ select audience.create_segment('x', filter_criteria => null) $$, '23502', null,
    'should refuse no criteria');

select * from finish();
rollback;
