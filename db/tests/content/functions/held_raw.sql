-- Test content._held_raw: the raw item that a worker holds, locked.
begin;
select plan(12);

select test.travel_to('2031-01-01 10:00Z');
-- Inserted as they are: an update with a trigger would lock them by itself.
create temp table item as
select gen_random_uuid() as held, gen_random_uuid() as expired, gen_random_uuid() as foreign_one,
       gen_random_uuid() as unclaimed, gen_random_uuid() as done;
insert into content.raw_content (id, source_url, source_domain, content_type, processing_status,
                                 claimed_by, lease_expires_at)
select r.id, 'https://a.example', 'a.example', 'article', r.status, r.worker, r.expires_at
  from item as i
 cross join lateral (values
           (i.held, 'processing', 'w1', '2031-01-01 10:00:00.000001Z'::timestamptz),
           (i.expired, 'processing', 'w1', '2031-01-01 10:00Z'),
           (i.foreign_one, 'processing', 'w2', '2031-01-01 10:00:00.000001Z'),
           (i.unclaimed, 'processing', null, '2031-01-01 10:00:00.000001Z'),
           (i.done, 'completed', 'w1', '2031-01-01 10:00:00.000001Z')
       ) as r (id, status, worker, expires_at);

create function pg_temp.complaint(id uuid, worker text, out state text, out message text,
                                  out detail text)
language plpgsql as $function$
begin
    perform content._held_raw(complaint.id, complaint.worker);
exception when object_not_in_prerequisite_state then
    get stacked diagnostics complaint.state = returned_sqlstate,
                            complaint.message = message_text,
                            complaint.detail = pg_exception_detail;
end;
$function$;

select throws_ok(
    format($$ set local role %I; select content._held_raw(gen_random_uuid(), 'w1') $$, r.name),
    '42501', null, format('%s may not execute it', r.name))
  from (values ('aquascene_worker'), ('aquascene_editor')) as r (name);

select results_eq(
    format($$ select h.* from content._held_raw(%L, 'w1') as h $$, held),
    format($$ select r.* from content.raw_content as r where r.id = %L $$, held),
    'should return the row until the lease ends')
  from item;
select isnt(r.xmax::text, '0', 'should lock it')
  from content.raw_content as r where r.id = (select held from item);
select is(r.xmax::text, '0', 'should lock no other')
  from content.raw_content as r where r.id = (select done from item);

select throws_ok(
    $$ select content._held_raw('00000000-0000-0000-0000-000000000000', 'w1') $$, 'P0002',
    'no raw content 00000000-0000-0000-0000-000000000000',
    'should refuse an item that is not there');
select results_eq(
    format($$ select state, message, detail from pg_temp.complaint(%L, %L) $$, c.id, c.worker),
    format($$ values ('55000', 'worker %s does not hold raw content %s', %L) $$, c.worker, c.id,
           format('It is %s, claimed by %s.', c.detail[1], c.detail[2])),
    format('should refuse %s', c.what))
  from item as i
 cross join lateral (values
           ('at the end of the lease', i.expired, 'w1',
            array['processing', 'w1, lease until 2031-01-01 10:00:00+00']),
           ('what another worker holds', i.foreign_one, 'w1',
            array['processing', 'w2, lease until 2031-01-01 10:00:00.000001+00']),
           ('what nobody holds', i.unclaimed, 'w1',
            array['processing', 'nobody, lease until 2031-01-01 10:00:00.000001+00']),
           ('what is done', i.done, 'w1',
            array['completed', 'w1, lease until 2031-01-01 10:00:00.000001+00'])
       ) as c (what, id, worker, detail);
select throws_ok(
    format($$ select content._held_raw(%L, null) $$, held), '55000', null,
    'should refuse a worker without a name')
  from item;
select throws_ok(
    $$ select content._held_raw(null, 'w1') $$, 'P0002', null, 'should refuse null');

select * from finish();
rollback;
