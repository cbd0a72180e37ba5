-- Test content.complete_digest: takes the one draft that a worker made of several raw items.
begin;
select plan(26);

select test.travel_to('2031-01-01 10:00Z');
create temp table item as
select n.name, test.raw(status => 'processing') as id
  from (values ('de'), ('de too'), ('en'), ('und'), ('free'), ('kept'), ('expired'), ('other')
       ) as n (name);
update content.raw_content as r
   set claimed_by = 'w1', lease_expires_at = '2031-01-01 10:05Z', processing_error = 'before',
       language = left(i.name, 3)
  from item as i where i.id = r.id;
update content.raw_content set language = 'de' where language like 'de%';
update content.raw_content set language = 'en' where language not in ('de', 'und');
update content.raw_content set lease_expires_at = ops.now()
 where id = (select id from item where name = 'expired');
update content.raw_content set claimed_by = 'w2'
 where id = (select id from item where name = 'other');
create function pg_temp.ids(variadic names text[]) returns uuid[]
language sql stable as $function$
    select array_agg(i.id order by n.place)
      from unnest(ids.names) with ordinality as n (name, place) join item as i using (name);
$function$;
grant select on item to aquascene_worker;

select throws_ok(
    format($$ set local role %I; select content.complete_digest('{}', 'w1', '{}') $$, r.name),
    '42501', 'permission denied for function complete_digest',
    format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_admin')) as r (name);

set local role aquascene_worker;
create temp table made as
select content.complete_digest(
           raw_content_ids => pg_temp.ids('en', 'de', 'und', 'de too', 'en'), worker => 'w1',
           draft => '{"content_type": "digest", "title": "All", "content": "A text.",
                      "metadata": {"generator": "chat"}, "status": "published"}') as id;
reset role;
select results_eq(
    $$ select c.content_type::text, c.title, c.content, c.metadata, c.status::text,
              c.language::text, c.quality_score is not null
         from made join content.generated_content as c using (id) $$,
    $$ values ('digest', 'All', 'A text.', '{"generator": "chat"}'::jsonb, 'draft', 'de', true) $$,
    'should make one draft, in the language of most items, and score it');
select is(
    c.source_materials, to_jsonb(pg_temp.ids('en', 'de', 'und', 'de too')),
    'should name every item once, in the order given')
  from made join content.generated_content as c using (id);
select is(count(*), 1::bigint, 'should make no other draft') from content.generated_content;
select results_eq(
    $$ select distinct r.processing_status::text, r.processed, r.processing_error, r.claimed_by,
              r.lease_expires_at
         from content.raw_content as r
        where r.id = any (pg_temp.ids('de', 'de too', 'en', 'und')) $$,
    $$ values ('completed', true, null::text, null::text, null::timestamptz) $$,
    'should complete every item');
select is(count(*), 4::bigint, 'should leave the other items')
  from content.raw_content where processing_status = 'processing' and not processed;

create temp table alone as
select content.complete_digest(
           pg_temp.ids('free'), 'w1',
           jsonb_build_object('content_type', 'a', 'title', 'b', 'content', 'c', 'language', 'fr',
                              'source_materials', to_jsonb(pg_temp.ids('kept')))) as id;
select results_eq(
    $$ select c.language::text, c.source_materials
         from alone join content.generated_content as c using (id) $$,
    $$ values ('fr', to_jsonb(pg_temp.ids('free', 'kept'))) $$,
    'should take one item too, the draft''s language, and further sources');
select is(r.processing_status, 'processing', 'should complete no further source')
  from content.raw_content as r where r.id = any (pg_temp.ids('kept'));

select throws_ok(
    format($$ select content.complete_digest(%L, 'w1', %L) $$, pg_temp.ids('kept'), d.draft),
    '22023', null, format('should refuse the draft %s', coalesce(d.draft, 'null')))
  from (values ('[]'), ('"text"'), ('null'), (null), ('{}'),
               ('{"content_type": "a", "title": " ", "content": "c"}'),
               ('{"content_type": "a", "title": "b", "content": "c",
                  "source_materials": ["00000000-0000-0000-0000-000000000000"]}')) as d (draft);
select throws_ok(
    format($$ select content.complete_digest(%L, 'w1',
                  '{"content_type": "a", "title": "b", "content": "c"}') $$, l.ids),
    l.state, null, format('should refuse %s', l.what))
  from (values ('an empty list', '{}'::uuid[], '22023'),
               ('no list', null, '22023'),
               ('an item that is null', array[null::uuid], 'P0002'),
               ('an item that is not there', pg_temp.ids('kept') || gen_random_uuid(), 'P0002'),
               ('an item of another worker', pg_temp.ids('kept', 'other'), '55000'),
               ('an item whose lease ran out', pg_temp.ids('kept', 'expired'), '55000'),
               ('an item that is done', pg_temp.ids('kept', 'de'), '55000')
       ) as l (what, ids, state);
select results_eq(
    $$ select r.processing_status::text, r.processed, r.processing_error, r.claimed_by
         from content.raw_content as r where r.id = any (pg_temp.ids('kept')) $$,
    $$ values ('processing', false, 'before', 'w1') $$, 'should change nothing when it refuses');
select is(count(*), 2::bigint, 'should write nothing when it refuses')
  from content.generated_content;

select * from finish();
rollback;
