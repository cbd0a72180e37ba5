-- Test content._return_raw: takes items out of the leases of their worker.
begin;
select plan(18);

select test.travel_to('2031-01-01 10:00Z');
create temp table item as
select n.name, test.raw(body => 'Text of ' || n.name) as id
  from (values ('a'), ('b'), ('c'), ('d'), ('expired'), ('foreign'), ('waits')) as n (name);
create temp table done as select test.raw(status => 'completed') as id;
create function pg_temp.ids(variadic names text[]) returns uuid[]
language sql stable as $function$
    select array_agg(i.id order by n.place)
      from unnest(ids.names) with ordinality as n (name, place) join item as i using (name);
$function$;
delete from content.raw_queue where raw_content_id <> all (pg_temp.ids('waits'));
insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
values ('w1', '2031-01-01 10:00:00.000001Z', pg_temp.ids('a', 'b', 'c'), '{1,2,3}'),
       ('w1', '2031-01-01 10:05Z', pg_temp.ids('d'), '{4}'),
       ('w1', '2031-01-01 10:00Z', pg_temp.ids('expired'), '{1}'),
       ('w2', '2031-01-01 10:05Z', pg_temp.ids('foreign'), '{1}');

create function pg_temp.complaint(names text[], worker text, out message text, out detail text)
language plpgsql as $function$
begin
    perform content._return_raw(pg_temp.ids(variadic complaint.names), complaint.worker);
exception when object_not_in_prerequisite_state then
    get stacked diagnostics complaint.message = message_text,
                            complaint.detail = pg_exception_detail;
end;
$function$;

select throws_ok(
    format($$ set local role %I; select content._return_raw('{}', 'w1') $$, r.name),
    '42501', null, format('%s may not execute it', r.name))
  from (values ('aquascene_worker'), ('aquascene_editor')) as r (name);

-- What is refused, before anything is taken
select is(c.message, format('worker %s does not hold raw content %s', t.worker, i.id),
          format('should refuse %s', t.what))
  from (values ('at the end of the lease', array['expired'], '''w1''', 'w1', 'expired'),
               ('what another worker holds', array['foreign'], '''w1''', 'w1', 'foreign'),
               ('what nobody holds', array['waits'], '''w1''', 'w1', 'waits'),
               ('one that is not held among others', array['a', 'foreign', 'b'], '''w1''', 'w1',
                'foreign'),
               ('a worker without a name', array['a'], 'null', null, 'a')
       ) as t (what, names, worker, name, item)
  join item as i on i.name = t.item
 cross join lateral pg_temp.complaint(t.names, t.name) as c;
select is(c.detail, 'It is pending, claimed by ''w2'', lease until 2031-01-01 10:05:00+00.',
          'should say who holds it')
  from pg_temp.complaint(array['foreign'], 'w1') as c;
select is(c.detail, 'It is pending, claimed by nobody, lease until never.',
          'should say that nobody holds it')
  from pg_temp.complaint(array['waits'], 'w1') as c;
select throws_ok(
    format($$ select content._return_raw(array[%L]::uuid[], 'w1') $$, id), '55000', null,
    'should refuse what is done')
  from done;
select throws_ok(
    $$ select content._return_raw('{00000000-0000-0000-0000-000000000000}', 'w1') $$, 'P0002',
    'no raw content 00000000-0000-0000-0000-000000000000',
    'should refuse an item that is not there');
select throws_ok(
    $$ select content._return_raw(array[null]::uuid[], 'w1') $$, 'P0002', null,
    'should refuse null');
select is(sum(cardinality(raw_content_ids)), 6::bigint, 'should change nothing when it refuses')
  from content.raw_leases;

-- What is taken
select is(content._return_raw(pg_temp.ids('b'), 'w1'), 2, 'should return how often it was claimed');
select results_eq(
    $$ select raw_content_ids, attempts from content.raw_leases where id = 1 $$,
    $$ values (pg_temp.ids('a', 'c'), '{1,3}'::integer[]) $$, 'should leave the others of a batch');
select is(content._return_raw(pg_temp.ids('d', 'c', 'a'), 'w1'), 4,
          'should take items of two leases, in any order');
select results_eq(
    $$ select worker, raw_content_ids from content.raw_leases order by id $$,
    $$ values ('w1', pg_temp.ids('expired')), ('w2', pg_temp.ids('foreign')) $$,
    'should end a lease with its last item');
select throws_ok($$ select content._return_raw(pg_temp.ids('a'), 'w1') $$, '55000', null,
                 'should refuse it twice');

select * from finish();
rollback;
