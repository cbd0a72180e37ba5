-- Test content.fail_raw: gives back a raw item that could not be processed.
begin;
select plan(15);

select test.travel_to('2031-01-01 10:00Z');
update ops.settings set value = '3' where key = 'content.max_attempts';
update ops.settings set value = '"10 minutes"' where key = 'content.retry_delay';
create temp table item as
select test.raw(held_by => 'w1') as first, test.raw(held_by => 'w1') as second,
       test.raw(held_by => 'w1') as last, test.raw(held_by => 'w1') as beyond,
       test.raw(held_by => 'w1') as kept, test.raw(held_by => 'w1', lease => '0') as expired;
update content.raw_leases as l
   set attempts = array[case l.raw_content_ids[1] when i.second then 2 when i.last then 3
                                                  when i.beyond then 4 else 1 end]
  from item as i;
grant select on item to aquascene_worker;

create function pg_temp.item(id uuid) returns table (
    status text, error text, next timestamptz, attempts integer, worker text)
language sql as $function$
    select r.processing_status, r.processing_error, q.next_attempt_at, q.attempts, l.worker
      from content.raw_content as r
      left join content.raw_queue as q on q.raw_content_id = r.id
      left join content.raw_leases as l on r.id = any (l.raw_content_ids)
     where r.id = item.id;
$function$;

select throws_ok(
    format($$ set local role %I; select content.fail_raw(gen_random_uuid(), 'w1', 'x') $$, r.name),
    '42501', 'permission denied for function fail_raw', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_admin')) as r (name);

set local role aquascene_worker;
select is(
    content.fail_raw(raw_content_id => first, worker => 'w1', error => 'no text'), 'pending',
    'should say that it waits again')
  from item;
reset role;
select results_eq(
    format($$ select * from pg_temp.item(%L) $$, first),
    $$ values ('pending', 'no text', '2031-01-01 10:10Z'::timestamptz, 1, null::text) $$,
    'should let it wait for the delay after the first try, and say why')
  from item;
select content.fail_raw(second, 'w1', 'no text') from item;
select is(i.next, '2031-01-01 10:20Z'::timestamptz, 'should let it wait twice as long each time')
  from item, pg_temp.item(second) as i;
select is(content.fail_raw(last, 'w1', 'still no text'), 'failed', 'should say that it is over')
  from item;
select results_eq(
    format($$ select * from pg_temp.item(%L) $$, last),
    $$ values ('failed', 'still no text', null::timestamptz, null::integer, null::text) $$,
    'should fail it for good at the last try')
  from item;
select is(
    content.fail_raw(beyond, 'w1', 'x'), 'failed', 'should fail it beyond the last try, too')
  from item;

update ops.settings set value = '40' where key = 'content.max_attempts';
create temp table tired as select test.raw(held_by => 'w3') as id;
update content.raw_leases set attempts = '{30}' where worker = 'w3';
select content.fail_raw(id, 'w3', 'x') from tired;
select is(i.next, '2031-01-02 10:00Z'::timestamptz, 'should let it wait for a day at most')
  from tired, pg_temp.item(id) as i;

select throws_ok(
    format($$ select content.fail_raw(%L, %L, 'x') $$, t.id, t.worker), t.state, null,
    format('should refuse %s', t.what))
  from item as i
 cross join lateral (values
           (i.kept, 'w2', '55000', 'another worker'),
           (i.expired, 'w1', '55000', 'a worker whose lease ran out'),
           (i.first, 'w1', '55000', 'it twice'),
           ('00000000-0000-0000-0000-000000000000', 'w1', 'P0002', 'an item that is not there')
       ) as t (id, worker, state, what);
select results_eq(
    format($$ select status, error, worker from pg_temp.item(%L) $$, kept),
    $$ values ('pending', null::text, 'w1') $$, 'should leave the other items')
  from item;

select * from finish();
rollback;
