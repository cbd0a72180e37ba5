-- Test content.requeue_raw: lets raw items be processed again.
begin;
select plan(9);
select test.act_as('editor');

select test.travel_to('2031-01-01 10:00Z');
create temp table item as
select s.status, test.raw(status => s.status) as id
  from (values ('pending'), ('completed'), ('failed'), ('skipped')) as s (status);
update content.raw_content set processing_error = 'x' where processing_status = 'failed';
grant select on item to public;

select throws_ok(
    format($$ set local role %I; select content.requeue_raw('{}') $$, r.name), '42501',
    'permission denied for function requeue_raw', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
create temp table one as select test.raw(status => 'failed') as id;
select is(content.requeue_raw(array[id]), 1::bigint, 'should take one') from one;
select is(count(*), 3::bigint, 'should leave the others')
  from content.raw_content where processing_status <> 'pending';
delete from content.raw_content where id = (select id from one);
set local role aquascene_editor;
select is(content.requeue_raw(array_agg(id) || gen_random_uuid()), 3::bigint,
          'should count what was done with')
  from item;
reset role;
select results_eq(
    $$ select distinct r.processing_status::text, r.processed, r.processing_error
         from content.raw_content as r $$,
    $$ values ('pending', false, null::text) $$, 'should make it all wait');
select results_eq(
    $$ select q.raw_content_id, q.attempts,
        q.next_attempt_at from content.raw_queue as q order by 1 $$,
    $$ select id, 0, '2031-01-01 10:00Z'::timestamptz from item order by 1 $$,
    'should put each into the queue once, with all tries');
select is(content.requeue_raw(array_agg(id)), 0::bigint, 'should leave what waits') from item;
select is(content.requeue_raw(null), 0::bigint, 'should do nothing for null');

select * from finish();
rollback;
