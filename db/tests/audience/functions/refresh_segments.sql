-- Test audience.refresh_segments: the job.
begin;
select plan(13);

set local role aquascene_app;
select throws_ok($$ select audience.refresh_segments() $$, '42501', null, 'the edge may not');
reset role;

select test.travel_to('2031-06-01Z');
select audience.create_segment('base', null, 'automatic', '{"status": "active"}'),
       audience.create_segment('manual'), test.subscriber(), test.subscriber(null, 'pending');
select audience.create_segment('off', null, 'automatic', '{"status": "active"}');
select audience.create_segment('second', null, 'automatic', '{"in_segment": "base"}');
select audience.create_segment('first', null, 'automatic', '{"in_segment": "base"}');
select audience.update_segment(s.id, is_active => false)
  from audience.subscriber_segments as s where s.name = 'off';
select audience.update_segment(s.id, filter_criteria => '{"in_segment": "first"}')
  from audience.subscriber_segments as s where s.name = 'second';

set local role aquascene_worker;
select results_eq(
    $$ select name, entered_count, evaluated_count, fault
         from audience.refresh_segments() $$,
    $$ values ('base', 1::bigint, null::bigint, null::text), ('first', 1, null, null),
              ('second', 1, null, null) $$,
    'should refresh active segments with criteria, after those that they ask for');
select is_empty(
    $$ select * from audience.refresh_segments() $$, 'should refresh none twice at a time');
reset role;

select test.travel_to('2031-06-02Z');
delete from audience.subscriber_changes;
set local role aquascene_worker;
select results_eq(
    $$ select name, evaluated_count from audience.refresh_segments('2031-06-02Z', 1) $$,
    $$ values ('base', 0::bigint) $$, 'should refresh as many as asked for');
select results_eq(
    $$ select name, evaluated_count from audience.refresh_segments('2031-06-02Z', 1) $$,
    $$ values ('first', 0::bigint) $$, 'should go on with the next');
reset role;

update audience.subscriber_segments set filter_criteria = '{"in_segment": "gone"}'
 where name = 'first';
select test.travel_to('2031-06-03Z');
select set_eq(
    $$ select name, entered_count, fault from audience.refresh_segments() $$,
    $$ values ('second', 0::bigint, null::text), ('base', 0, null),
              ('first', 0, 'in_segment: there is no segment "gone"') $$,
    'should tell of criteria with faults, and go on');
select is(subscriber_count, 1, 'should leave the members of a segment with faults')
  from audience.subscriber_segments where name = 'first';

-- Pruning
insert into audience.subscriber_changes (xid, subscriber_ids)
values ('3', array[gen_random_uuid()]);
select audience.refresh_segments();
select is_empty(
    $$ select from audience.subscriber_changes where xid = '3' $$,
    'should remove what every segment has seen');
select isnt(w.below, null, 'should keep down to where the log is complete')
  from ops.rollup_watermarks as w where w.name = 'audience.subscriber_changes';

-- As after a restore from a dump of a cluster that was further
update audience.subscriber_segments set refreshed_below = '9000000000000';
update ops.rollup_watermarks set below = '9000000000000'
 where name = 'audience.subscriber_changes';
insert into audience.subscriber_changes (xid, subscriber_ids)
values ('8000000000000', array[gen_random_uuid()]);
select test.subscriber();
select test.travel_to('2031-06-04Z');
select results_eq(
    $$ select name, entered_count, evaluated_count from audience.refresh_segments()
        where name = 'base' $$,
    $$ values ('base', 1::bigint, null::bigint) $$, 'should evaluate all when ahead of it');
select is_empty(
    $$ select from audience.subscriber_changes where xid = '8000000000000' $$,
    'should forget changes that another cluster numbered');
select test.travel_to('2031-06-05Z');
select isnt(r.evaluated_count, null, 'should then evaluate those that changed')
  from audience.refresh_segments() as r where r.name = 'base';

select throws_ok(
    $$ select audience.refresh_segments(null, 0) $$, '22023', null,
    'should refuse a batch_size out of range');

select * from finish();
rollback;
