-- Test content.release_expired_leases: what a dead worker held waits again.
begin;
select plan(9);

select test.travel_to('2031-01-01 10:00Z');
update ops.settings set value = '3' where key = 'content.max_attempts';
create temp table item as
select r.title, test.raw() as id
  from (values ('dead'), ('worn'), ('beyond'), ('gone'), ('alive')) as r (title);
delete from content.raw_queue;
insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
select 'w-dead', '2031-01-01 10:00Z', array_agg(id order by title),
       array_agg(array_position('{gone,dead,worn,beyond}', title) order by title)
  from item where title <> 'alive';
insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
select 'w-alive', '2031-01-01 10:00:00.000001Z', array[id], '{4}' from item where title = 'alive';
delete from content.raw_content where id = (select id from item where title = 'gone');

select throws_ok(
    format($$ set local role %I; select content.release_expired_leases() $$, r.name), '42501',
    'permission denied for function release_expired_leases',
    format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_admin')) as r (name);

set local role aquascene_worker;
select is(content.release_expired_leases(), 3::bigint,
          'should count what it frees, without what is there no more');
reset role;
select results_eq(
    $$ select i.title, r.processing_status::text, r.processing_error, q.next_attempt_at, q.attempts
         from item as i
         join content.raw_content as r using (id)
         left join content.raw_queue as q on q.raw_content_id = i.id
        order by i.title $$,
    $$ values ('alive', 'pending', null, null::timestamptz, null::integer),
              ('beyond', 'failed', 'lease of worker w-dead ran out', null, null),
              ('dead', 'pending', 'lease of worker w-dead ran out', '2031-01-01 10:00Z', 2),
              ('worn', 'failed', 'lease of worker w-dead ran out', null, null) $$,
    'should free it at once, or fail it when no tries are left, and leave a lease that runs');
select results_eq(
    $$ select worker from content.raw_leases $$, $$ values ('w-alive') $$, 'should end the lease');
select is(content.release_expired_leases(), 0::bigint, 'should find nothing the second time');
select results_eq(
    $$ select c.id, c.attempts from content.claim_raw('w2') as c $$,
    $$ select id, 3 from item where title = 'dead' $$,
    'should let another worker claim what it freed');
select throws_ok(
    $$ select content.complete_raw(id, 'w-dead', '[]') from item where title = 'dead' $$, '55000',
    null, 'should let the dead worker complete nothing');

select * from finish();
rollback;
