-- Test content.fail_raw: gives back a raw item that could not be processed.
begin;
select plan(14);

select test.travel_to('2031-01-01 10:00Z');
update ops.settings set value = '3' where key = 'content.max_attempts';
update ops.settings set value = '"10 minutes"' where key = 'content.retry_delay';
create temp table item as
select test.raw(status => 'processing') as first, test.raw(status => 'processing') as second,
       test.raw(status => 'processing') as last, test.raw(status => 'processing') as beyond,
       test.raw(status => 'processing') as kept, test.raw(status => 'processing') as expired;
update content.raw_content as r
   set claimed_by = 'w1', lease_expires_at = '2031-01-01 10:05Z',
       attempts = case r.id when i.second then 2 when i.last then 3 when i.beyond then 4 else 1 end
  from item as i;
update content.raw_content set lease_expires_at = ops.now() where id = (select expired from item);
grant select on item to aquascene_worker;

create function pg_temp.item(id uuid) returns table (
    status text, error text, worker text, lease timestamptz, next timestamptz, attempts integer)
language sql as $function$
    select r.processing_status, r.processing_error, r.claimed_by, r.lease_expires_at,
           r.next_attempt_at, r.attempts
      from content.raw_content as r where r.id = item.id;
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
    $$ values ('pending', 'no text', null::text, null::timestamptz,
               '2031-01-01 10:10Z'::timestamptz, 1) $$,
    'should let it wait for the delay after the first try, and say why')
  from item;
select content.fail_raw(second, 'w1', 'no text') from item;
select is(i.next, '2031-01-01 10:20Z'::timestamptz, 'should let it wait twice as long each time')
  from item, pg_temp.item(second) as i;
select is(content.fail_raw(last, 'w1', 'still no text'), 'failed', 'should say that it is over')
  from item;
select results_eq(
    format($$ select status, error, worker, lease, attempts from pg_temp.item(%L) $$, last),
    $$ values ('failed', 'still no text', null::text, null::timestamptz, 3) $$,
    'should fail it for good at the last try')
  from item;
select is(
    content.fail_raw(beyond, 'w1', 'x'), 'failed', 'should fail it beyond the last try, too')
  from item;

select throws_ok(
    format($$ select content.fail_raw(%L, 'w2', 'x') $$, kept), '55000', null,
    'should refuse another worker')
  from item;
select throws_ok(
    format($$ select content.fail_raw(%L, 'w1', 'x') $$, expired), '55000', null,
    'should refuse a worker whose lease ran out')
  from item;
select throws_ok(
    format($$ select content.fail_raw(%L, 'w1', 'x') $$, first), '55000', null,
    'should refuse it twice')
  from item;
select throws_ok(
    $$ select content.fail_raw(gen_random_uuid(), 'w1', 'x') $$, 'P0002', null,
    'should refuse an item that is not there');
select results_eq(
    format($$ select status, error, worker from pg_temp.item(%L) $$, kept),
    $$ values ('processing', null::text, 'w1') $$, 'should leave the other items')
  from item;

select * from finish();
rollback;
